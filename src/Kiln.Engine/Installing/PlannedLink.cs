using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>A file of the cache that gets a place in the environment.</summary>
/// <param name="Entry">Its number among the wheel's entries.</param>
/// <param name="Source">The file in the cache.</param>
/// <param name="Target">Its place.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="RecordHash">Its hash as RECORD spells it.</param>
public readonly record struct PlannedLink(int Entry, FsPath Source, FsPath Target, long SizeBytes, ReadOnlyMemory<byte> RecordHash)
{
    /// <summary>True if anyone may run it.</summary>
    public bool IsExecutable { get; init; }

    /// <summary>True for a Python source that is going to lie in site-packages, where it can be imported.</summary>
    public bool IsSource { get; init; }

    /// <summary>True if it comes from the wheel's <c>.data</c> folder.</summary>
    public bool IsData { get; init; }
}
