using Kiln.Engine.Environments;
using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>What removing a distribution takes away: its files, all bytecode of its sources, its metadata.</summary>
/// <param name="Package">The distribution.</param>
/// <param name="Paths">Files and links, none twice.</param>
/// <param name="EntryCounts">How many entries each of their folders has, or <see cref="Unknown"/>: one whose entries all go can go as a whole.</param>
/// <param name="Warnings">What could not be understood, a sentence each.</param>
public sealed record RemovalPlan(
    InstalledPackage Package, IReadOnlyList<FsPath> Paths, IReadOnlyDictionary<FsPath, int> EntryCounts, IReadOnlyList<string> Warnings)
{
    /// <summary>The number of entries of a folder that cannot be told: more than are removed.</summary>
    public const int Unknown = int.MaxValue;

    /// <summary>Folders of which no file need tell: they go where they are empty.</summary>
    public IEnumerable<FsPath> LooseFolders => Package.EggLink.IsEmpty ? [LibrariesFolder, Package.Metadata] : [LibrariesFolder];

    /// <summary>
    /// <c>PyYAML.libs</c> beside <c>PyYAML-6.0.1.dist-info</c>, which auditwheel adds to compiled wheels: uv makes it even if it has no files, and no RECORD
    /// tells of it.
    /// </summary>
    private FsPath LibrariesFolder
    {
        get
        {
            var name = Package.Metadata.Name;
            int end = name.IndexOf((byte)'-');
            return Package.SitePackages.Append([.. end < 0 ? name : name[..end], .. ".libs"u8]);
        }
    }
}
