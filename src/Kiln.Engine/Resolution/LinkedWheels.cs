using Kiln.Engine.Index;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Resolution;

/// <summary>The wheels that <c>--find-links</c> leads to, by project; the first wins where two have the same file name.</summary>
internal sealed class LinkedWheels(FoundLinks links)
{
    private readonly Lazy<ILookup<PackageName, Candidate>> _all = new(() => Read(links));

    /// <summary>The places, as a list for a sentence; empty if there are none.</summary>
    public string Places { get; } = string.Join(", ", links.Places.Select(place => $"`{place}`"));

    /// <summary>The versions of a project, the newest first.</summary>
    public IReadOnlyList<KnownVersion> Find(PackageName name) =>
    [
        .. _all.Value[name].GroupBy(candidate => candidate.FileName.Version).OrderByDescending(version => version.Key)
            .Select(version => new KnownVersion(version.Key, [.. version])),
    ];

    private static ILookup<PackageName, Candidate> Read(FoundLinks links)
    {
        var candidates = new Dictionary<string, Candidate>();
        foreach (var file in links.Folders.SelectMany(ListFolder))
        {
            if (WheelFileName.TryParse(Printable.Text(file.Name), out var fileName, out _))
                candidates.TryAdd(fileName.Text, new Candidate(fileName, file));
        }
        foreach (var file in links.Files)
        {
            if (PageVersions.CandidateOf(file) is { } candidate)
                candidates.TryAdd(file.FileName, candidate);
        }
        return candidates.Values.ToLookup(candidate => candidate.FileName.Name);
    }

    private static List<FsPath> ListFolder(FsPath folder)
    {
        var entries = new FolderEntries();
        var error = FolderHandle.Open(folder, follow: true, out var handle);
        if (error.IsError)
            throw new UserErrorException($"cannot read the folder of wheels `{folder}`: {error.Reason}") { IsUsage = true };
        using (handle!)
            error = handle!.List(entries);
        return [.. Enumerable.Range(0, entries.Count).Select(index => folder.Append(entries.Name(index)))];
    }
}
