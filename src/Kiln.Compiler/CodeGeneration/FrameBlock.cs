using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>
/// struct fblockinfo: a loop, or what a try or with statement has set up, around the place where code is generated. <c>Label</c> is where
/// <c>continue</c> jumps to, <c>Exit</c> where <c>break</c> does; <c>Datum</c> is the start of a finally body, or the number of the name of
/// an exception (0 for none).
/// </summary>
internal readonly record struct FrameBlock(FrameBlockKind Kind, int Label, Location Location, int Exit = FrameBlock.NoLabel, int Datum = 0)
{
    public const int NoLabel = -1;

    public bool IsLoop => Kind is FrameBlockKind.WhileLoop or FrameBlockKind.ForLoop;
}
