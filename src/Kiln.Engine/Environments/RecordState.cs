namespace Kiln.Engine.Environments;

/// <summary>What became of reading a distribution's RECORD.</summary>
public enum RecordState
{
    /// <summary>It was read.</summary>
    Read,

    /// <summary>There is none: an <c>.egg-info</c>, a system's package, or another process removes the distribution right now.</summary>
    Missing,

    /// <summary>The system refused to read it.</summary>
    Unreadable,

    /// <summary>It is cut off inside a field; the rows before were read.</summary>
    Malformed,
}
