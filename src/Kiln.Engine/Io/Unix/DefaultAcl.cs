using System.Runtime.InteropServices;

namespace Kiln.Engine.Io.Unix;

/// <summary>POSIX default ACLs, which a folder hands to the files that are made in it (Linux; acl(5)).</summary>
internal static unsafe partial class DefaultAcl
{
    /// <summary>True if files made in this folder get rights that files made elsewhere do not.</summary>
    public static bool IsOn(FsPath folder)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        fixed (byte* path = folder.Terminated, name = "system.posix_acl_default\0"u8) // SAFETY: both end with a NUL; a size of 0 asks for the length only.
            return GetAttribute(path, name, null, 0) > 0;
    }

    [LibraryImport("libc", EntryPoint = "getxattr", SetLastError = true)]
    private static partial nint GetAttribute(byte* path, byte* name, byte* value, nuint size);
}
