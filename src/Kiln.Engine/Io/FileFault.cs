namespace Kiln.Engine.Io;

/// <summary>Why the file system refused, as far as Kiln acts on it.</summary>
public enum FileFault : byte
{
    /// <summary>It did not refuse.</summary>
    None,

    /// <summary>No such name, or a component of the path is no folder.</summary>
    NotFound,

    /// <summary>No rights, or a file system mounted read-only.</summary>
    AccessDenied,

    /// <summary>The name is taken.</summary>
    Exists,

    /// <summary>It is a folder, where a file was wanted.</summary>
    IsFolder,

    /// <summary>It is no folder, where one was wanted.</summary>
    NotFolder,

    /// <summary>The folder still holds something.</summary>
    NotEmpty,

    /// <summary>Links that lead in a circle, or a link where none may be.</summary>
    Loop,

    /// <summary>The name, or the path, is longer than the file system takes.</summary>
    NameTooLong,

    /// <summary>No space, no inode or no quota left.</summary>
    NoSpace,

    /// <summary>Source and target of a rename or link lie on different file systems.</summary>
    CrossDevice,

    /// <summary>It lies, maybe behind links, outside the folders that may be changed. No system call says so; what contains changes does.</summary>
    Outside,

    /// <summary>Too many open files in this process or on this machine.</summary>
    TooManyOpen,

    /// <summary>Somebody else holds it.</summary>
    Busy,

    /// <summary>The file is larger than can be dealt with.</summary>
    TooLarge,

    /// <summary>Anything else; the code and its text say what.</summary>
    Other,
}
