using Kiln.Engine.Requirements;

namespace Kiln.Engine.Index;

/// <summary>All indexes of a run, in the order in which they are asked.</summary>
public sealed class PackageIndexes
{
    private readonly IReadOnlyList<SimpleIndex> _indexes;
    private readonly Dictionary<PackageName, SimpleIndex> _pinned = [];

    internal PackageIndexes(
        IReadOnlyList<PackageIndex> places, IndexStrategy strategy, RemoteReader reader, IReadOnlyDictionary<PackageName, PackageIndex>? pinned = null)
    {
        foreach (var (name, place) in pinned ?? new Dictionary<PackageName, PackageIndex>())
            _pinned[name] = new SimpleIndex(place, reader);
        _indexes = [.. places.Select(place => new SimpleIndex(place, reader))];
        Strategy = strategy;
    }

    /// <summary>How their answers are brought together.</summary>
    public IndexStrategy Strategy { get; }

    /// <summary>True if a project is asked of one index only, whatever others have.</summary>
    public bool IsPinned(PackageName name) => _pinned.ContainsKey(name);

    /// <summary>What they say of a project: one page where the first index counts, else those of all that have it.</summary>
    public async Task<IndexAnswer> FindAsync(PackageName name, CancellationToken cancellation)
    {
        if (_pinned.TryGetValue(name, out var only))
            return await only.FindAsync(name, cancellation).ConfigureAwait(false);
        if (Strategy != IndexStrategy.FirstIndex)
        {
            var all = await Task.WhenAll(_indexes.Select(index => index.FindAsync(name, cancellation))).ConfigureAwait(false);
            return new IndexAnswer([.. all.SelectMany(answer => answer.Pages)], Absence(all));
        }
        var empty = new List<IndexAnswer>();
        foreach (var index in _indexes)
        {
            var answer = await index.FindAsync(name, cancellation).ConfigureAwait(false);
            if (answer.IsFound)
                return answer;
            empty.Add(answer);
            if (answer.IsRefused)
                break;
        }
        return new IndexAnswer([], Absence(empty));
    }

    private static string Absence(IEnumerable<IndexAnswer> answers) => string.Join(", and ", answers.Select(answer => answer.Absence).Where(reason => reason.Length > 0).Distinct());
}
