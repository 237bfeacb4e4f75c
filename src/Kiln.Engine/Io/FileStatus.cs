namespace Kiln.Engine.Io;

/// <summary>What a stat says of a file, as far as Kiln asks.</summary>
public struct FileStatus
{
    /// <summary>Regular file, folder, link or other.</summary>
    public FileKind Kind { get; set; }

    /// <summary>Permission bits with set-id and sticky bits (Unix); 0644 or 0444 on Windows.</summary>
    public uint Mode { get; set; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; set; }

    /// <summary>Last change of the content, whole seconds since 1970, rounded down.</summary>
    public long ModifiedSeconds { get; set; }

    /// <summary>Nanoseconds on top of <see cref="ModifiedSeconds"/>, 0 to 999,999,999.</summary>
    public uint ModifiedNanoseconds { get; set; }

    /// <summary>The file system's number; 0 where the platform has none.</summary>
    public ulong Device { get; set; }

    /// <summary>The file's number within its file system; 0 where the platform has none.</summary>
    public ulong Inode { get; set; }

    /// <summary>The owning user's number (Unix).</summary>
    public uint Owner { get; set; }

    /// <summary>The owning group's number (Unix).</summary>
    public uint Group { get; set; }

    /// <summary>Number of names that this file has.</summary>
    public uint Links { get; set; }

    /// <summary>Bit of <see cref="Mode"/>: what is made in this folder gets the folder's group.</summary>
    public const uint SetGroupId = 0x400;
}
