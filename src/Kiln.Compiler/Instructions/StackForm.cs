namespace Kiln.Compiler.Instructions;

/// <summary>How the effect of an instruction on the stack depends on its argument.</summary>
internal enum StackForm : byte
{
    Fixed,

    /// <summary>On the argument.</summary>
    PerArgument,

    /// <summary>On argument &amp; 1.</summary>
    LowestBit,

    /// <summary>On argument &amp; 4: a format with a specification.</summary>
    ThirdBit,

    /// <summary>On whether the argument is 3: a slice with a step.</summary>
    IsThree,

    /// <summary>On how many of four bits are set: what a function is made of.</summary>
    BitCount,

    /// <summary>On the sum of the lowest byte and the rest: targets before and after a starred one.</summary>
    TwoBytes,
}
