using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>A version that may be decided on.</summary>
/// <param name="Version">The version.</param>
/// <param name="Cell">The range from it up to the next version that is known, the first one's from the beginning: what holds for it holds there, neighbours' ranges join to one, and all of them to all versions.</param>
/// <param name="Wheel">The wheel to take.</param>
internal sealed record Choice(PyVersion Version, VersionRange Cell, Candidate Wheel);
