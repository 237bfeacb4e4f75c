using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>
/// A wheel that was checked and lies unpacked in the cache: all that an installer needs, read from one file of the cache.
/// Its tree never changes, but a cleaning of the cache may take it away: a file that is not there means that the wheel is to be got again.
/// </summary>
public sealed record UnpackedWheel
{
    /// <summary>The archive's SHA-256 in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The name of the archive.</summary>
    public required WheelFileName FileName { get; init; }

    /// <summary>The folder that holds the entries.</summary>
    public required FsPath Root { get; init; }

    /// <summary>The name of the <c>.dist-info</c> folder in it.</summary>
    public required string DistInfo { get; init; }

    /// <summary>True if what is not in the <c>.data</c> folder belongs into purelib, false for platlib.</summary>
    public required bool RootIsPurelib { get; init; }

    /// <summary>
    /// The files in the order of <see cref="FsPath.CompareTo"/>: a folder's files stand together. Those of <c>.data</c> are at their place
    /// in the archive. RECORD is not among them, nor bytecode that belongs to a source.
    /// </summary>
    public required IReadOnlyList<WheelEntry> Entries { get; init; }

    /// <summary>The head of METADATA.</summary>
    public required CoreMetadata Metadata { get; init; }

    /// <summary>The commands to be made.</summary>
    public required IReadOnlyList<EntryPoint> EntryPoints { get; init; }

    /// <summary>True if the archive can be read in two ways, and was unpacked only because that was allowed.</summary>
    public required bool IsAmbiguous { get; init; }

    /// <summary>What a user should know of this wheel that is no error, a sentence each; told at every install.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Where the archive and its RECORD disagree, a sentence each: <c>--verify-record</c> says whether that matters.</summary>
    public required IReadOnlyList<string> RecordProblems { get; init; }
}
