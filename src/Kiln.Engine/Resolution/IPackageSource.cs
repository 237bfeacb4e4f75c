using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Resolution;

/// <summary>Where wheels come from, as a search sees it.</summary>
public interface IPackageSource
{
    /// <summary>The wheels of a project that this interpreter and platform can use, the best first: newest version, then best tags. None where it is not known.</summary>
    IReadOnlyList<Candidate> Find(PackageName name);

    /// <summary>What wheels say of themselves, in the order they are given; asked for several at once, since reading them may go on in parallel.</summary>
    IReadOnlyList<CoreMetadata> MetadataOf(IReadOnlyList<Candidate> candidates);

    /// <summary>Why a project has no usable wheel: one sentence.</summary>
    string WhyNone(PackageName name);
}
