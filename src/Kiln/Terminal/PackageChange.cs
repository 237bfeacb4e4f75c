using System.Text.Json.Serialization;
using Kiln.Engine.Environments;
using Kiln.Engine.Installing;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;

namespace Kiln.Terminal;

/// <summary>What becomes of one distribution.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Action"><c>installed</c>, <c>uninstalled</c>, or <c>reinstalled</c> where the same version takes its own place.</param>
internal sealed record PackageChange(string Name, string Version, string Action)
{
    /// <summary>The URL that it came or comes from, without password; null for what comes from an index or a folder of wheels.</summary>
    [JsonIgnore]
    public string? From { get; init; }

    public const string Installed = "installed", Uninstalled = "uninstalled", Reinstalled = "reinstalled";

    /// <summary>All that a plan changes, by name, what goes before what comes.</summary>
    public static IReadOnlyList<PackageChange> Of(InstallPlan plan)
    {
        var removed = plan.Remove.Select(package => (package.Name, package.Version, From: DirectUrl.Find(package)?.ToString())).ToList();
        var added = plan.Add.Select(Describe).ToList();
        var again = removed.Intersect(added).ToHashSet();
        return
        [
            .. removed.Where(each => !again.Contains(each)).Select(each => new PackageChange(each.Name, each.Version, Uninstalled) { From = each.From })
                .Concat(added.Select(each => new PackageChange(each.Name, each.Version, again.Contains(each) ? Reinstalled : Installed) { From = each.From }))
                .OrderBy(change => change.Name, StringComparer.Ordinal).ThenBy(change => change.Action == Uninstalled ? 0 : 1),
        ];
    }

    private static (string Name, string Version, string? From) Describe(Candidate candidate) =>
        (InstalledPackages.NormalizeName(candidate.FileName.Name.ToString()), candidate.FileName.Version.ToString(), candidate.Url is { } url ? UrlCredentials.Remove(url) : null);
}
