using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>A wheel to install, and what is to be remembered of how it was asked for.</summary>
/// <param name="Wheel">The wheel.</param>
/// <param name="IsRequested">True if the user named it; false for a dependency (REQUESTED, PEP 376).</param>
/// <param name="DirectUrl">The content of <c>direct_url.json</c> (PEP 610) where it was named by a URL or path; else null.</param>
public sealed record InstallRequest(UnpackedWheel Wheel, bool IsRequested, byte[]? DirectUrl);
