namespace Kiln.Engine.Io.Unix;

/// <summary>The type that a folder's entry carries: <c>d_type</c> of dirent.h, the same numbers on Linux and macOS.</summary>
internal static class EntryType
{
    /// <summary>The kind of file it stands for; some file systems do not say.</summary>
    public static FileKind KindOf(byte type) => type switch
    {
        8 => FileKind.File,
        4 => FileKind.Folder,
        10 => FileKind.Link,
        0 => FileKind.Unknown,
        _ => FileKind.Other,
    };
}
