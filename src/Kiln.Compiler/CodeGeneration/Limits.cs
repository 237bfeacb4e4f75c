namespace Kiln.Compiler.CodeGeneration;

/// <summary>Numbers of compile.c that decide what is emitted or accepted.</summary>
internal static class Limits
{
    /// <summary>CO_MAXBLOCKS.</summary>
    public const int FrameBlocks = 20;

    /// <summary>STACK_USE_GUIDELINE: displays and calls of more values do not keep them all on the stack.</summary>
    public const int StackUse = 30;

    /// <summary>Targets before a star in an unpacking.</summary>
    public const int TargetsBeforeStar = (1 << 8) - 1;

    /// <summary>Targets after a star in an unpacking: below INT_MAX >> 8.</summary>
    public const int TargetsAfterStar = (int.MaxValue >> 8) - 1;
}
