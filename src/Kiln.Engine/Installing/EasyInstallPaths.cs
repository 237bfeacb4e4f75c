using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>The lines of <c>easy-install.pth</c>, by which projects that were installed in development mode come onto the path; each goes with its project.</summary>
internal static class EasyInstallPaths
{
    /// <summary>The files as they shall be when these distributions are removed; those that need no change are left out.</summary>
    public static IEnumerable<PlannedContent> Without(IEnumerable<RemovalPlan> removals)
    {
        foreach (var folder in removals.Where(removal => !removal.Package.EggLink.IsEmpty).GroupBy(removal => removal.Package.SitePackages))
        {
            var file = folder.Key / "easy-install.pth";
            if (FileSystem.ReadAll(file, out byte[] content).IsError)
                continue;
            byte[] kept = WithoutLines(content, folder.Select(removal => removal.Package.Metadata.Parent).ToHashSet());
            if (kept.Length < content.Length)
                yield return new PlannedContent(file, kept);
        }
    }

    private static byte[] WithoutLines(ReadOnlySpan<byte> content, HashSet<FsPath> projects)
    {
        var kept = new List<byte>();
        while (!content.IsEmpty)
        {
            int length = content.IndexOf((byte)'\n') + 1;
            var line = length == 0 ? content : content[..length];
            if (!projects.Contains(FsPath.FromBytes(line.TrimEnd("\r\n"u8))))
                kept.AddRange(line);
            content = content[line.Length..];
        }
        return [.. kept];
    }
}
