using Kiln.Engine.Requirements;

namespace Kiln.Engine.Index;

/// <summary>What of the cache is not believed without asking: everything (<c>--refresh</c>), or single packages (<c>--refresh-package</c>).</summary>
public sealed record RefreshRule
{
    /// <summary>Everything.</summary>
    public bool All { get; init; }

    /// <summary>These.</summary>
    public IReadOnlySet<PackageName> Packages { get; init; } = new HashSet<PackageName>();

    /// <summary>True if what is cached of a package has to be asked for again; null stands for what is of no package.</summary>
    public bool Covers(PackageName? name) => All || (name is not null && Packages.Contains(name));
}
