using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>Paths as RECORD has them: from site-packages, with <c>..</c> where they lie elsewhere (<c>../../../bin/flask</c>).</summary>
internal static class RelativePath
{
    /// <summary>The way from a folder to a path, by names alone; both are absolute.</summary>
    public static byte[] From(FsPath folder, FsPath path)
    {
        if (path.IsWithin(folder))
            return path.Bytes[folder.Length..].TrimStart((byte)'/').ToArray();
        var up = new List<byte>();
        while (!path.IsWithin(folder))
        {
            up.AddRange("../"u8);
            folder = folder.Parent;
        }
        return [.. up, .. path.Bytes[folder.Length..].TrimStart((byte)'/')];
    }
}
