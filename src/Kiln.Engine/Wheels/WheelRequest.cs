using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>A wheel file to be had unpacked.</summary>
/// <param name="Archive">The file.</param>
/// <param name="FileName">Its name.</param>
public sealed record WheelRequest(FsPath Archive, WheelFileName FileName)
{
    /// <summary>A request for a file that is named as wheels are; a <see cref="UserErrorException"/> if it is not.</summary>
    public WheelRequest(FsPath archive)
        : this(archive, WheelFileName.Parse(Printable.Text(archive.Name)))
    {
    }

    /// <summary>The SHA-256 of the archive, if it was computed when it came; a wheel that the cache has needs no archive then. Null to have it computed.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The hashes of which the archive must have one; any will do where there are none.</summary>
    public IReadOnlyList<ArchiveHash> AcceptedHashes { get; init; } = [];

    /// <summary>True to hash the archive though it looks as it did when it was hashed before.</summary>
    public bool IsRefreshed { get; init; }
}
