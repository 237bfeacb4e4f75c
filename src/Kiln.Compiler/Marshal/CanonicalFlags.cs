namespace Kiln.Compiler.Marshal;

/// <summary>Which objects get FLAG_REF when a stream is written anew.</summary>
internal enum CanonicalFlags
{
    /// <summary>
    /// Those that the stream refers to again, and frozensets are sorted: for 3.8 to 3.10, where flags depend on the reference
    /// counts, and orders on the hash seed, of the process that compiled.
    /// </summary>
    ReferredObjects,

    /// <summary>Those that a fresh process would hold other references to, as CPython does from 3.11 on (https://bugs.python.org/issue34093).</summary>
    SharedObjects,
}
