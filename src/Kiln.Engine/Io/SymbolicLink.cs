using Kiln.Engine.Io.Unix;
using Kiln.Engine.Io.Windows;

namespace Kiln.Engine.Io;

/// <summary>Makes symbolic links.</summary>
public static unsafe class SymbolicLink
{
    /// <summary>Makes a link that leads to <paramref name="target"/>, word for word; the name must be free.</summary>
    public static FileError Make(FsPath path, FsPath target)
    {
        if (OperatingSystem.IsWindows())
            return WindowsFiles.MakeLink(path, target);
        var error = UnixPath.Resolve(path.Terminated, out var resolved);
        if (error.IsError)
            return error;
        using (resolved)
        {
            fixed (byte* name = resolved.Rest, text = target.Terminated) // SAFETY: both end with a NUL.
                return Libc.LinkSymbolicallyAt(text, resolved.Folder, name) == 0 ? FileError.None : UnixError.Last();
        }
    }

    /// <summary>Makes a link in the place of whatever file or link is there, in one step.</summary>
    public static FileError Replace(FsPath path, FsPath target)
    {
        var temporary = path.Parent.Append(TemporaryName.Next());
        var error = Make(temporary, target);
        if (error.IsError)
            return error;
        error = FileSystem.Rename(temporary, path);
        if (error.IsError)
            _ = FileSystem.Delete(temporary);
        return error;
    }
}
