using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>A wheel that a report tells of.</summary>
/// <param name="Candidate">Where it comes from.</param>
/// <param name="Wheel">Its content.</param>
/// <param name="IsRequested">True if the user named its project.</param>
/// <param name="Extras">The extras that the user named with it.</param>
public sealed record ReportedWheel(Candidate Candidate, UnpackedWheel Wheel, bool IsRequested, IReadOnlyList<ExtraName> Extras);
