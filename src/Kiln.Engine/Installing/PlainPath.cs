using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>Paths without <c>.</c> and <c>..</c>, by their names alone.</summary>
internal static class PlainPath
{
    /// <summary>The plain form of an absolute path.</summary>
    public static FsPath Of(FsPath path)
    {
        if (path.Bytes.IndexOf("/."u8) < 0)
            return path;
        var components = new List<byte[]>();
        foreach (var range in path.Bytes.Split((byte)'/'))
        {
            var component = path.Bytes[range];
            if (component.SequenceEqual(".."u8))
                components.RemoveRange(Math.Max(components.Count - 1, 0), Math.Min(components.Count, 1));
            else if (!component.IsEmpty && !component.SequenceEqual("."u8))
                components.Add(component.ToArray());
        }
        return components.Aggregate(FsPath.From("/"), (folder, component) => folder.Append(component));
    }
}
