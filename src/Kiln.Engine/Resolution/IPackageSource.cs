using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Resolution;

/// <summary>
/// Where wheels come from, as a search sees it: asked by one thread, answering the same whenever it is asked. What it is told to expect it may read
/// ahead on threads of its own; a search never depends on whether it did.
/// </summary>
public interface IPackageSource
{
    /// <summary>A project will be asked for soon. <paramref name="likely"/> tells, on any thread, which of its wheels' metadata will be asked for first; null for none.</summary>
    void Expect(PackageName name, Func<KnownProject, Candidate?> likely);

    /// <summary>The metadata of some of these wheels will be asked for soon, the first first.</summary>
    void Expect(IReadOnlyList<Candidate> candidates);

    /// <summary>What is known of a project; no versions where it is not known.</summary>
    KnownProject Find(PackageName name);

    /// <summary>What a wheel says of itself.</summary>
    CoreMetadata MetadataOf(Candidate candidate);
}
