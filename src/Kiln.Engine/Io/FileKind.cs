namespace Kiln.Engine.Io;

/// <summary>What a name in a folder stands for.</summary>
public enum FileKind : byte
{
    /// <summary>The file system did not say; ask with a stat.</summary>
    Unknown,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A fifo, socket or device.</summary>
    Other,
}
