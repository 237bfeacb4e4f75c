using Kiln.Engine.Interpreters;

namespace Kiln.Engine.Managed.Downloads;

/// <summary>What can be downloaded: of each build the newest archive, what one would take first standing first.</summary>
public sealed class PythonDownloads
{
    private static readonly Lazy<PythonDownloads> BuiltInList = new(() => new PythonDownloads(BuiltInDownloads.Read()));

    private readonly PythonDownload[] _downloads;

    /// <summary>A list of these, in whatever order.</summary>
    public PythonDownloads(IEnumerable<PythonDownload> downloads) => _downloads = [.. downloads.OrderBy(static each => each.Key, PythonKey.Preferred)];

    /// <summary>The list that Kiln comes with; read when it is first asked for.</summary>
    public static PythonDownloads BuiltIn => BuiltInList.Value;

    /// <summary>Parses a list in uv's form; <paramref name="place"/> names it in errors.</summary>
    public static PythonDownloads Parse(ReadOnlyMemory<byte> json, string place) => new(DownloadsDocument.Parse(json, place));

    /// <summary>Those of the builds that the user holds fast, and all of implementations that are not held.</summary>
    public PythonDownloads Of(BuildPins pins)
    {
        var builds = _downloads.Select(static each => each.Key.Implementation).Distinct().ToDictionary(static each => each, each => pins.Of(each)?.Build);
        return builds.Values.All(static build => build is null) ? this
            : new PythonDownloads(_downloads.Where(each => builds[each.Key.Implementation] is not { } build || build == each.Build));
    }

    /// <summary>All.</summary>
    public IReadOnlyList<PythonDownload> All => _downloads;

    /// <summary>
    /// The best for a request, of CPython where it names no implementation; a prerelease only where it asks for any Python at all
    /// (<paramref name="admitsPrereleases"/>), or there is nothing else. Null if there is none.
    /// </summary>
    public PythonDownload? Find(PythonRequest request, PythonPlatform machine, bool admitsPrereleases = false)
    {
        var ofKind = request.Implementation is null ? request with { Implementation = "cpython" } : request;
        return Best(admitsPrereleases) ?? Best(admits: true);

        PythonDownload? Best(bool admits)
        {
            var best = Array.Find(_downloads, each => ofKind.IsSatisfiedBy(each.Key, machine, admits));
            // Of the same version rather one that need not be emulated.
            return best is null ? null : Array.Find(_downloads, each => each.Key == best.Key with { Platform = machine } && ofKind.IsSatisfiedBy(each.Key, machine, admits)) ?? best;
        }
    }
}
