using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>Which of a project's versions are taken before others.</summary>
/// <param name="TakesLowest">The oldest first instead of the newest.</param>
/// <param name="PreReleases">Whether pre-releases are taken.</param>
/// <param name="Locked">The version that was chosen in an earlier run; null for none.</param>
internal sealed record VersionPreference(bool TakesLowest, PreReleasePermit PreReleases, PyVersion? Locked);
