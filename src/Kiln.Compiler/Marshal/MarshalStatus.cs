namespace Kiln.Compiler.Marshal;

/// <summary>How reading a marshal stream ended.</summary>
public enum MarshalStatus
{
    /// <summary>One whole, well-formed object, and nothing after it.</summary>
    Ok,

    /// <summary>The stream ends before its object does.</summary>
    Truncated,

    /// <summary>The stream holds what marshal never writes.</summary>
    Corrupt,
}
