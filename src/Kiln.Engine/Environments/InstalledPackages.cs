using System.Text;
using System.Text.Unicode;
using Kiln.Engine.Io;

namespace Kiln.Engine.Environments;

/// <summary>Finds the distributions of an environment by the names in its site-packages folders; no file is opened, but for <c>.egg-link</c>.</summary>
public static class InstalledPackages
{
    /// <summary>
    /// All distributions of some site-packages folders, in the order of their names. A folder that is not there has none, and one that
    /// is given twice, or by a link (<c>lib64</c>), counts once.
    /// </summary>
    public static IReadOnlyList<InstalledPackage> Find(IEnumerable<FsPath> sitePackages)
    {
        var packages = new List<InstalledPackage>();
        var entries = new FolderEntries();
        foreach (var folder in WithoutLinks(sitePackages))
        {
            var error = FolderHandle.Open(folder, follow: true, out var handle);
            if (!error.IsError)
            {
                using (handle)
                    error = handle!.List(entries);
            }
            if (error.IsError && error.Fault != FileFault.NotFound)
                throw UserErrorException.ForFile("read the folder", folder, error);
            for (int i = 0; !error.IsError && i < entries.Count; i++)
            {
                var name = entries.Name(i);
                if ((name.EndsWith(".egg-link"u8) ? EggLink.Find(folder, name) : ParseMetadataName(folder, name)) is { } package)
                    packages.Add(package);
            }
        }
        return [.. packages.OrderBy(package => package.Name, StringComparer.Ordinal).ThenBy(package => package.Metadata)];
    }

    /// <summary>A project's name as indexes compare it (PEP 503).</summary>
    public static string NormalizeName(string name)
    {
        var normalized = new StringBuilder(name.Length);
        foreach (char letter in name)
        {
            if (letter is not ('-' or '_' or '.'))
                normalized.Append(char.ToLowerInvariant(letter));
            else if (normalized.Length == 0 || normalized[^1] != '-')
                normalized.Append('-');
        }
        return normalized.ToString();
    }

    /// <summary><c>name-version.dist-info</c>, <c>name-version[-pyX.Y].egg-info</c>; null for any other name.</summary>
    private static InstalledPackage? ParseMetadataName(FsPath folder, ReadOnlySpan<byte> fileName)
    {
        bool isEggInfo = fileName.EndsWith(".egg-info"u8);
        // pip renames what it uninstalls to `~ame-1.0.dist-info`, and an interrupted run leaves it behind.
        if ((!isEggInfo && !fileName.EndsWith(".dist-info"u8)) || fileName[0] == (byte)'~' || !Utf8.IsValid(fileName))
            return null;
        string stem = Encoding.UTF8.GetString(fileName[..fileName.LastIndexOf((byte)'.')]);
        var parts = stem.Split('-');
        // Wheels write `_` for `-` in names and versions. In an egg's name the part behind the version is its Python.
        int versionAt = isEggInfo ? 1 : Math.Max(parts.Length - 1, 1);
        string name = string.Join('-', parts[..Math.Min(versionAt, parts.Length)]);
        return name.Length == 0 ? null : new InstalledPackage
        {
            Name = NormalizeName(name),
            Version = versionAt < parts.Length ? parts[versionAt] : "",
            SitePackages = folder,
            Metadata = folder.Append(fileName),
            IsEggInfo = isEggInfo,
        };
    }

    private static IEnumerable<FsPath> WithoutLinks(IEnumerable<FsPath> folders)
    {
        var seen = new HashSet<(ulong Device, ulong Inode)>();
        foreach (var folder in folders.Distinct())
        {
            bool isNumbered = !FileSystem.Stat(folder, follow: true, out var status).IsError && status.Inode != 0;
            if (!isNumbered || seen.Add((status.Device, status.Inode)))
                yield return folder;
        }
    }
}
