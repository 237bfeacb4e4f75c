namespace Kiln.Compiler.Folding;

/// <summary>What came of an operation on constants.</summary>
internal enum FoldResult
{
    /// <summary>It raises, or its result is larger than CPython folds: it is left to run time.</summary>
    Left,

    /// <summary>There is a constant.</summary>
    Folded,

    /// <summary>There is one, but which is not certain here.</summary>
    Uncertain,
}
