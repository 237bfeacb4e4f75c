namespace Kiln.Compiler;

/// <summary>The answer of a stage that hands a source back to the interpreter: why, and near which line (0 for the whole).</summary>
public readonly record struct Reject(RejectReason Reason, int Line)
{
    /// <summary>The stage was done.</summary>
    public static Reject None => default;

    /// <summary>Whether the source is not handed back.</summary>
    public bool IsNone => Reason == RejectReason.None;
}
