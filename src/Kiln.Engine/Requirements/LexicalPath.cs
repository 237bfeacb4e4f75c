using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Requirements;

/// <summary>Paths as they stand in requirement files and on command lines, made absolute without asking the file system.</summary>
internal static class LexicalPath
{
    /// <summary>The path seen from <paramref name="folder"/>, without <c>.</c> and <c>..</c>.</summary>
    public static FsPath Absolute(FsPath folder, string text) => Normalize(folder.Append(Encoding.UTF8.GetBytes(text)));

    /// <summary>The way from a folder to a path, both absolute, with slashes; <c>..</c> where it leads out of the folder.</summary>
    public static string Relative(FsPath folder, FsPath path)
    {
        int up = 0;
        while (path != folder && !path.IsWithin(folder) && folder.Parent != folder)
        {
            folder = folder.Parent;
            up++;
        }
        string below = Encoding.UTF8.GetString(path.Bytes[folder.Length..]).Replace('\\', '/').TrimStart('/');
        return string.Concat(Enumerable.Repeat("../", up)) + below;
    }

    private static FsPath Normalize(FsPath path)
    {
        var parts = new Stack<FsPath>();
        for (; path.Parent != path && !path.IsEmpty; path = path.Parent)
            parts.Push(path);
        foreach (var part in parts)
        {
            if (part.Name.SequenceEqual(".."u8))
                path = path.Parent;
            else if (!part.Name.SequenceEqual("."u8))
                path = path.Append(part.Name);
        }
        return path;
    }
}
