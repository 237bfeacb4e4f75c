using Kiln.Engine.Io;

namespace Kiln.Engine.Managed;

/// <summary>What became of a Python's programs in the user's folder.</summary>
public sealed class BinResult
{
    /// <summary>Names of those that were made.</summary>
    public List<string> Made { get; } = [];

    /// <summary>Those that are there and belong to nobody we know.</summary>
    public List<FsPath> Foreign { get; } = [];

    /// <summary>What could not be done, one sentence each.</summary>
    public List<string> Errors { get; } = [];
}
