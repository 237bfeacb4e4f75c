namespace Kiln.Compiler.Pyc;

/// <summary>How a <c>.pyc</c> is found to be stale (PEP 552, <c>py_compile.PycInvalidationMode</c>).</summary>
public enum InvalidationMode
{
    /// <summary>By the modification time and size of the source.</summary>
    Timestamp,

    /// <summary>By the hash of the source, which the interpreter computes at each import.</summary>
    CheckedHash,

    /// <summary>Never: the interpreter trusts the <c>.pyc</c>.</summary>
    UncheckedHash,
}
