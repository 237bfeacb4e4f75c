using Kiln.Engine.Environments;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;

namespace Kiln.Engine.Installing;

/// <summary>What is to happen to an environment, as data: nothing has happened yet.</summary>
/// <param name="Remove">Distributions that go, those that are replaced among them.</param>
/// <param name="Add">Wheels that come.</param>
/// <param name="Keep">Distributions that are there and stay.</param>
public sealed record InstallPlan(IReadOnlyList<InstalledPackage> Remove, IReadOnlyList<Candidate> Add, IReadOnlyList<InstalledPackage> Keep)
{
    // What a new environment may hold before anything is installed into it; taking it away would take away the means to go on.
    private static readonly string[] SeedNames = ["pip", "setuptools", "wheel", "uv", "kiln"];

    /// <summary>True if nothing is to be done.</summary>
    public bool IsEmpty => Remove.Count == 0 && Add.Count == 0;

    /// <summary>Compares what is there with what was chosen.</summary>
    /// <param name="installed">What is there.</param>
    /// <param name="chosen">What shall be there; a chosen distribution that is installed already has no archive.</param>
    /// <param name="isReinstalled">Whether a project is to be installed anew though it is there.</param>
    /// <param name="isExact">True if nothing else may be there, but for seed packages.</param>
    public static InstallPlan Make(
        IReadOnlyList<InstalledPackage> installed, IReadOnlyList<Candidate> chosen, Func<PackageName, bool> isReinstalled, bool isExact)
    {
        var byName = installed.ToLookup(package => PackageName.Parse(package.Name));
        var remove = new List<InstalledPackage>();
        var add = new List<Candidate>();
        var keep = new List<InstalledPackage>();
        foreach (var candidate in chosen)
        {
            var name = candidate.FileName.Name;
            var there = byName[name].ToList();
            bool isKept = there.Count == 1 && !isReinstalled(name) && there[0].HasMetadata() && IsSameOrigin(there[0], candidate) && IsSameVersion(there[0], candidate);
            if (isKept || candidate.IsInstalled)
            {
                keep.AddRange(there);
                continue;
            }
            remove.AddRange(there);
            add.Add(candidate);
        }
        if (isExact)
        {
            var wanted = chosen.Select(candidate => candidate.FileName.Name).ToHashSet();
            remove.AddRange(installed.Where(package => !wanted.Contains(PackageName.Parse(package.Name)) && !SeedNames.Contains(package.Name)));
        }
        return new InstallPlan(remove, add, keep);
    }

    /// <summary>What a URL delivered stays while it is asked for by the same URL, as in uv; a file on this machine may have been made anew.</summary>
    private static bool IsSameOrigin(InstalledPackage package, Candidate candidate) =>
        candidate.Url is null || (candidate is { IsHere: false, Remote: not null } && DirectUrl.Find(package)?.Url == UrlCredentials.Remove(candidate.Url));

    private static bool IsSameVersion(InstalledPackage package, Candidate candidate) =>
        Versions.PyVersion.TryParse(package.Version, out var version, out _) && version.Equals(candidate.FileName.Version);
}
