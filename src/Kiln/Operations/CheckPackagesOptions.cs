using Kiln.Engine.Tags;
using Kiln.Engine.Versions;

namespace Kiln.Operations;

/// <summary>What <c>kiln pip check</c> was asked for.</summary>
internal sealed record CheckPackagesOptions : InspectOptions
{
    /// <summary>The version of Python to check for, where it is not the interpreter's.</summary>
    public PyVersion? PythonVersion { get; init; }

    /// <summary>The platform to check for, where it is not the interpreter's.</summary>
    public TargetPlatform? PythonPlatform { get; init; }
}
