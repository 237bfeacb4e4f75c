using System.Runtime.InteropServices;

namespace Kiln.Engine.Io;

/// <summary>An answer of the file system: success (the default value), or why not, with the system's own code.</summary>
public readonly record struct FileError(FileFault Fault, int Code)
{
    /// <summary>The call did what it was asked.</summary>
    public static FileError None => default;

    /// <summary>True if the call did not succeed.</summary>
    public bool IsError => Fault != FileFault.None;

    /// <summary>The reason in words, lower case, as it stands in our messages.</summary>
    public string Reason => Fault switch
    {
        FileFault.None => "no error",
        FileFault.NotFound => "no such file or folder",
        FileFault.AccessDenied => "permission denied",
        FileFault.Exists => "it exists already",
        FileFault.IsFolder => "it is a folder",
        FileFault.NotFolder => "it is not a folder",
        FileFault.NotEmpty => "the folder is not empty",
        FileFault.Loop => "too many symbolic links",
        FileFault.NameTooLong => "the name is too long",
        FileFault.NoSpace => "no space left on the device",
        FileFault.CrossDevice => "it lies on another file system",
        FileFault.Outside => "it leads out of the environment",
        FileFault.TooManyOpen => "too many open files",
        FileFault.Busy => "it is in use",
        FileFault.TooLarge => "it is too large",
        _ => Marshal.GetPInvokeErrorMessage(Code),
    };
}
