using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Tags;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Resolution;

/// <summary>The wheels that lie in folders (<c>--find-links</c>); their metadata is read from the cache, which unpacks what it does not have.</summary>
/// <param name="folders">The folders; those first win where two hold the same file name.</param>
/// <param name="tags">What the interpreter can use.</param>
/// <param name="hashesOf">The hashes of which a project's wheel must have one; none where any will do.</param>
/// <param name="wheels">Unpacks wheels.</param>
/// <param name="reporter">Is told of progress.</param>
public sealed class FolderSource(IReadOnlyList<FsPath> folders, CompatibilityTags tags, Func<PackageName, IReadOnlyList<ArchiveHash>> hashesOf, WheelCache wheels, IReporter reporter) : IPackageSource
{
    private readonly Lazy<ILookup<PackageName, Candidate>> _all = new(() => ReadFolders(folders));
    private readonly Dictionary<Candidate, UnpackedWheel> _unpacked = [];

    /// <inheritdoc/>
    public IReadOnlyList<Candidate> Find(PackageName name) =>
    [
        .. _all.Value[name].Select(candidate => (Candidate: candidate, Priority: tags.PriorityOf(candidate.FileName.Tags)))
            .Where(each => each.Priority.IsCompatible)
            .OrderByDescending(each => each.Candidate.FileName.Version).ThenBy(each => each.Priority)
            .Select(each => each.Candidate),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<CoreMetadata> MetadataOf(IReadOnlyList<Candidate> candidates) => [.. Unpack(candidates).Select(wheel => wheel.Metadata)];

    /// <summary>The wheels, unpacked.</summary>
    public IReadOnlyList<UnpackedWheel> Unpack(IReadOnlyList<Candidate> candidates)
    {
        var missing = candidates.Where(candidate => !_unpacked.ContainsKey(candidate)).Distinct().ToList();
        var found = wheels.Get([.. missing.Select(candidate => new WheelRequest(candidate.Archive, candidate.FileName) { AcceptedHashes = hashesOf(candidate.FileName.Name) })], reporter);
        for (int i = 0; i < missing.Count; i++)
            _unpacked[missing[i]] = found[i];
        return [.. candidates.Select(candidate => _unpacked[candidate])];
    }

    /// <inheritdoc/>
    public string WhyNone(PackageName name)
    {
        string places = folders.Count == 0 ? "no folder of wheels was given with `--find-links`" : $"no wheel of `{name}` lies in {string.Join(", ", folders.Select(folder => $"`{folder}`"))}";
        var others = _all.Value[name].ToList();
        return others.Count == 0 ? places : $"no wheel of `{name}` fits this Python and platform (there is {string.Join(", ", others.Take(3).Select(candidate => $"`{candidate.FileName}`"))})";
    }

    private static ILookup<PackageName, Candidate> ReadFolders(IReadOnlyList<FsPath> folders)
    {
        var candidates = new Dictionary<string, Candidate>();
        var entries = new FolderEntries();
        foreach (var folder in folders)
        {
            var error = FolderHandle.Open(folder, follow: true, out var handle);
            if (error.IsError)
                throw UserErrorException.ForFile("read the folder of wheels", folder, error);
            using (handle!)
                error = handle!.List(entries);
            for (int i = 0; i < entries.Count; i++)
            {
                string name = Encoding.UTF8.GetString(entries.Name(i));
                if (WheelFileName.TryParse(name, out var fileName, out _))
                    candidates.TryAdd(name, new Candidate(fileName, folder.Append(entries.Name(i))));
            }
        }
        return candidates.Values.ToLookup(candidate => candidate.FileName.Name);
    }
}
