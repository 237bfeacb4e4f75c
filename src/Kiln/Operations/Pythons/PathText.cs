using Kiln.Engine.Io;

namespace Kiln.Operations.Pythons;

/// <summary>Paths as uv shows them: seen from the current folder where they lie in it.</summary>
internal static class PathText
{
    /// <summary>The path, shortened if it can be.</summary>
    public static string From(FsPath path, FsPath currentFolder) =>
        (path != currentFolder && path.IsWithin(currentFolder) ? FsPath.FromBytes(path.Bytes[currentFolder.Length..].TrimStart("/\\"u8)) : path).ToString();
}
