namespace Kiln.Engine.Bytecode.Kept;

/// <summary>How kept bytecode came beside a source.</summary>
internal enum Placement
{
    /// <summary>It does not hold any more, or cannot be put there.</summary>
    Failed,

    /// <summary>As it is: the kept file has another name; or there is none, and the source is still the one that the interpreter rejects.</summary>
    AsKept,

    /// <summary>In a file of its own, with the header and the file name of its place.</summary>
    Written,
}
