using System.Security.Cryptography;

namespace Kiln.Engine.Tests.Support;

/// <summary>All that is below a folder, to be compared before and after: kind, size, content, rights, time.</summary>
internal static class FolderState
{
    /// <summary>A line for each file, folder and link, in order; what <paramref name="except"/> lies below is left out.</summary>
    public static string[] Of(string folder, string? except = null) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(path => except is null || !path.StartsWith(except, StringComparison.Ordinal))
            .Select(Describe)
            .Order(StringComparer.Ordinal)];

    private static string Describe(string path)
    {
        var info = new FileInfo(path);
        string content = info.LinkTarget is { } target ? $"-> {target}"
            : info.Attributes.HasFlag(FileAttributes.Directory) ? "folder"
            : $"{Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))} {info.LastWriteTimeUtc.Ticks}";
        return $"{path} {content} {info.UnixFileMode}";
    }
}
