using Kiln.Engine.Requirements;
using Kiln.Engine.Tags;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Environments;

/// <summary>Finds what is wrong among the distributions of an environment, and says it in uv's words (<c>pip check</c>, <c>--strict</c>).</summary>
/// <param name="markers">The values of environment markers.</param>
/// <param name="python">The version of Python.</param>
/// <param name="tags">The wheels that fit.</param>
public sealed class EnvironmentCheck(MarkerValues markers, PyVersion python, CompatibilityTags tags)
{
    /// <summary>What is wrong, in the order of names; nothing where all is well.</summary>
    public IReadOnlyList<string> Find(IReadOnlyList<InstalledDistribution> distributions)
    {
        var byName = distributions.ToLookup(static each => each.Name);
        return [.. byName.SelectMany(same => same.Count() > 1 ? [Duplicates(same)] : FindIn(same.Single(), byName))];
    }

    private static string Duplicates(IGrouping<PackageName, InstalledDistribution> same) =>
        $"The package `{same.Key}` has multiple installed distributions: {string.Concat(same.Select(static each => $"\n  - {each.Package.Metadata}"))}";

    private IEnumerable<string> FindIn(InstalledDistribution distribution, ILookup<PackageName, InstalledDistribution> installed)
    {
        if (distribution.Metadata is not { } metadata)
        {
            yield return Incomplete(distribution, "`METADATA`");
            yield break;
        }
        if (metadata.Pythons is { } pythons && !pythons.Contains(python))
            yield return $"The package `{distribution.Name}` requires Python {SpecifierText.Spaced(pythons.Clauses)}, but `{python}` is installed";
        if (!distribution.Package.IsEggInfo && FindWheelFault(distribution) is { } fault)
            yield return fault;
        foreach (var requirement in metadata.RequirementsIn(markers))
        {
            if (FindUnmet(distribution.Name, requirement, [.. installed[requirement.Name]]) is { } unmet)
                yield return unmet;
        }
    }

    private string? FindWheelFault(InstalledDistribution distribution)
    {
        if (distribution.ReadTags() is not { } wheel)
            return Incomplete(distribution, "`WHEEL` file");
        bool fits = wheel.Count == 0 || wheel.Any(each => tags.PriorityOf(each).IsCompatible);
        return fits ? null : $"The package `{distribution.Name}` was built for a different platform";
    }

    /// <summary>What came from a URL has whatever version it has; of several distributions of one name is told elsewhere.</summary>
    private static string? FindUnmet(PackageName name, Requirement requirement, InstalledDistribution[] installed) => installed switch
    {
        [] => $"The package `{name}` requires `{SpecifierText.Of(requirement)}`, but it's not installed",
        [var single] when requirement.Url is null && !requirement.Specifiers.Contains(single.Version) =>
            $"The package `{name}` requires `{SpecifierText.Of(requirement)}`, but `{single.Version}` is installed",
        _ => null,
    };

    private static string Incomplete(InstalledDistribution distribution, string file) =>
        $"The package `{distribution.Name}` is broken or incomplete (unable to read {file}). "
        + $"Consider recreating the virtualenv, or removing the package directory at: {distribution.Package.Metadata}.";
}
