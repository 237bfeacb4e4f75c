using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>What became of one source at one optimisation level.</summary>
/// <param name="Source">The source's path.</param>
/// <param name="Level">Optimisation level, 0 to 2.</param>
/// <param name="End">How it ended.</param>
/// <param name="Reason">Why, where it was skipped or failed.</param>
/// <param name="Detail">More of the reason in words, such as the interpreter's message.</param>
public sealed record CompileResult(FsPath Source, int Level, CompileEnd End, CompileReason Reason = CompileReason.None, string? Detail = null)
{
    /// <summary>True if it was skipped for something that its author could mend: not by wish, and not because somebody deleted it.</summary>
    public bool IsFaultOfSource => End == CompileEnd.Skipped && Reason is not (CompileReason.Excluded or CompileReason.Vanished);

    /// <summary>True if the interpreter was lost over this file, which says little while others compile beside it: worth one more try, alone.</summary>
    internal bool IsWorthAnotherTry => Reason is CompileReason.Crashed or CompileReason.OutOfMemory;
}
