namespace Kiln.Engine.Bytecode;

/// <summary>How one source, at one optimisation level, ended.</summary>
public enum CompileEnd
{
    /// <summary>Its <c>.pyc</c> was written.</summary>
    Compiled,

    /// <summary>Its <c>.pyc</c> was there and valid.</summary>
    Current,

    /// <summary>Its <c>.pyc</c> came from the cache, where it was since it was compiled for another place.</summary>
    Cached,

    /// <summary>Left out, silently but counted: a reason that lies in the source.</summary>
    Skipped,

    /// <summary>Not compiled for a reason that lies outside the source.</summary>
    Failed,
}
