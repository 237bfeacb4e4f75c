using Kiln.Engine.Requirements;

namespace Kiln.Engine.Resolution;

/// <summary>A project of a solution: what was chosen of it, and why.</summary>
/// <param name="Wheel">The wheel to take.</param>
/// <param name="Known">All that is known of the version.</param>
public sealed record ChosenPackage(Candidate Wheel, KnownVersion Known)
{
    /// <summary>The project.</summary>
    public PackageName Name => Wheel.FileName.Name;

    /// <summary>The extras that somebody wants, by name.</summary>
    public required IReadOnlyList<ExtraName> Extras { get; init; }

    /// <summary>All that its metadata requires, whether it counts here or not.</summary>
    public required IReadOnlyList<Requirement> Stated { get; init; }

    /// <summary>Who requires it, and how.</summary>
    public required IReadOnlyList<Demand> Demands { get; init; }

    /// <summary>Other projects that require it, by name, each once.</summary>
    public IEnumerable<PackageName> RequiredBy =>
        Demands.Select(demand => demand.By).OfType<PackageName>().Where(owner => owner != Name).Distinct().Order();
}
