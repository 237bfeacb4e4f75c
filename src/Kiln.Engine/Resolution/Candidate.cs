using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Resolution;

/// <summary>A wheel that may be chosen for a project.</summary>
/// <param name="FileName">What its name says.</param>
/// <param name="Archive">Where it lies on this machine.</param>
/// <param name="Url">The URL or path that named it, where the user asked for just this file; else null.</param>
public sealed record Candidate(WheelFileName FileName, FsPath Archive, string? Url = null);
