using Kiln.Engine.Interpreters;

namespace Kiln.Engine.Managed;

/// <summary>A Python that could not be installed, and why.</summary>
public sealed record InstallFailure(PythonKey Key, UserErrorException Problem);
