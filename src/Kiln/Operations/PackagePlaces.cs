using Kiln.Engine;
using Kiln.Engine.Index;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;

namespace Kiln.Operations;

/// <summary>Where packages come from in one run, by what the user said in words, variables and configuration, and then in files of requirements.</summary>
internal sealed class PackagePlaces(IndexOptions options, RequirementsOptions said, Surroundings surroundings, IReadOnlyDictionary<PackageName, IndexPin>? pins = null)
{
    /// <summary>The default index, as it was given; null where no index is asked.</summary>
    public string? DefaultIndex => IsWithoutIndex ? null : options.DefaultIndex ?? said.IndexUrl ?? PackageIndex.Usual;

    /// <summary>The indexes that are asked before it, as they were given.</summary>
    public IEnumerable<string> FurtherIndexes => IsWithoutIndex ? [] : options.Indexes.Concat(said.ExtraIndexUrls).Distinct();

    /// <summary>The indexes, in the order in which they are asked: the default one last.</summary>
    public IReadOnlyList<PackageIndex> Indexes =>
        DefaultIndex is { } last ? [.. FurtherIndexes.Append(last).Select(text => PackageIndex.Parse(text, surroundings)).DistinctBy(index => index.Url)] : [];

    /// <summary>An index's URL, or a folder's, as the user wrote it: with or without a slash at its end.</summary>
    public string GivenText(string url) =>
        FurtherIndexes.Append(DefaultIndex ?? "").Concat(Pinned.Values).Select(UrlIn).FirstOrDefault(given => given.TrimEnd('/') == url.TrimEnd('/'), url);

    /// <summary>The URL in <c>name=URL</c>, without credentials.</summary>
    public static string UrlIn(string index) => UrlCredentials.Remove(PackageIndex.SplitName(index).Place);

    /// <summary>Folders and pages of wheels.</summary>
    public IReadOnlyList<FileLocation> Links => [.. options.FindLinks.Select(text => FileLocation.Parse(text, surroundings.CurrentFolder)), .. said.FindLinks];

    /// <summary>A source that asks all of them, and <c>--find-links</c>.</summary>
    public IndexSource Open(Network network, WheelSupply supply) =>
        new(network.FindLinks(Links, supply.Cancellation), network.IndexesAt(Indexes, Strategy, IsWithoutIndex ? null : PinnedIndexes()), network.Metadata, supply);

    private Dictionary<PackageName, PackageIndex> PinnedIndexes() => Pinned.ToDictionary(static pin => pin.Key, pin => PackageIndex.Parse(pin.Value, surroundings));

    private Dictionary<PackageName, string> Pinned => (pins ?? new Dictionary<PackageName, IndexPin>()).ToDictionary(static pin => pin.Key, pin => PlaceOf(pin.Key, pin.Value));

    /// <summary><c>name=URL</c> of an index that a project names: one of the run, or what the project says itself.</summary>
    private string PlaceOf(PackageName package, IndexPin pin) =>
        options.NamedIndexes.FirstOrDefault(index => PackageIndex.SplitName(index).Name == pin.Index) ?? (pin.Place is { } place ? $"{pin.Index}={place}" : null)
            ?? throw new UserErrorException($"`{package}` is to come from the index `{pin.Index}` (`tool.uv.sources`), and no index has that name")
            {
                Hint = $"declare it: `[[tool.uv.index]]` with `name = \"{pin.Index}\"` and its `url`, or `--index {pin.Index}=URL`",
                IsUsage = true,
            };

    /// <summary>Which files count by the time of their upload.</summary>
    public UploadLimits Uploads(TimeProvider time)
    {
        var limit = new UploadLimit(time);
        return new UploadLimits(options.ExcludeNewer is { } last ? limit.Parse(last) : null, limit.ParseEach(options.ExcludeNewerPackages));
    }

    private bool IsWithoutIndex => options.NoIndex || said.IsWithoutIndex;

    private IndexStrategy Strategy => options.Strategy switch
    {
        "unsafe-first-match" => IndexStrategy.UnsafeFirstMatch,
        "unsafe-best-match" => IndexStrategy.UnsafeBestMatch,
        _ => IndexStrategy.FirstIndex,
    };
}
