using Kiln.Engine.Io;

namespace Kiln.Engine.Archives;

/// <summary>A member of an archive, as the central directory and its local header both have it.</summary>
internal readonly record struct ZipMember
{
    /// <summary>The name, checked by <see cref="MemberNameRules"/>; without the slash at a folder's end.</summary>
    public required FsPath Path { get; init; }

    /// <summary>True for the entry of a folder, which has no content.</summary>
    public required bool IsFolder { get; init; }

    /// <summary>Unix type and permission bits; 0 where the archive has none.</summary>
    public required uint Mode { get; init; }

    /// <summary>General purpose bits.</summary>
    public required ZipFlags Flags { get; init; }

    /// <summary>How the content is packed.</summary>
    public required ZipMethod Method { get; init; }

    /// <summary>CRC-32 of the content.</summary>
    public required uint Crc { get; init; }

    /// <summary>Bytes in the archive.</summary>
    public required long PackedBytes { get; init; }

    /// <summary>Bytes of the content.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Where the local header begins.</summary>
    public required long HeaderOffset { get; init; }

    /// <summary>Where the packed content begins; known once the local header was read.</summary>
    public long DataOffset { get; init; }

    /// <summary>True if any of the execute bits is set.</summary>
    public bool IsExecutable => (Mode & 0x49) != 0;
}
