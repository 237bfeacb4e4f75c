using Kiln.Engine.Requirements;

namespace Kiln.Engine.Environments;

/// <summary>One step in a <see cref="DependencyGraph"/>.</summary>
/// <param name="Target">Where it leads.</param>
/// <param name="Requirements">The requirements it stands for; mostly one.</param>
public sealed record DependencyEdge(InstalledDistribution Target, IReadOnlyList<Requirement> Requirements)
{
    /// <summary>The versions, or the URLs, that are asked for: <c>&gt;=1, &lt;2</c>; <c>*</c> for any.</summary>
    public string Constraint
    {
        get
        {
            string[] urls = [.. Requirements.Select(static each => each.Url).OfType<string>().Distinct()];
            string versions = SpecifierText.Spaced(Requirements.SelectMany(static each => each.Specifiers.Clauses).Distinct());
            return urls.Length > 0 ? string.Join(", ", urls) : versions.Length > 0 ? versions : "*";
        }
    }
}
