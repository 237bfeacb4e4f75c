using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>The newest version of a project that an environment could have.</summary>
/// <param name="Version">The version.</param>
/// <param name="IsWheel">False if it has no wheel that fits, only sources.</param>
public sealed record NewestVersion(PyVersion Version, bool IsWheel);
