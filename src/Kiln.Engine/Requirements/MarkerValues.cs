using Kiln.Engine.Versions;

namespace Kiln.Engine.Requirements;

/// <summary>An environment prepared for evaluating many markers: its values by variable, those that are versions parsed once.</summary>
public sealed class MarkerValues
{
    private readonly string[] _texts;
    private readonly PyVersion?[] _versions;

    /// <summary>Prepares the values of an environment.</summary>
    public MarkerValues(MarkerEnvironment environment)
    {
        string fullVersion = environment.PythonFullVersion;
        // platform.python_version() of a Python built between releases ends with a bare `+`, which no version may.
        if (fullVersion.EndsWith('+'))
            fullVersion += "local";
        _texts =
        [
            environment.ImplementationName,
            environment.ImplementationVersion,
            environment.OsName,
            environment.PlatformMachine,
            environment.PlatformPythonImplementation,
            environment.PlatformRelease,
            environment.PlatformSystem,
            environment.PlatformVersion,
            fullVersion,
            environment.PythonVersion,
            environment.SystemPlatform,
        ];
        _versions = Array.ConvertAll(_texts, text => PyVersion.TryParse(text, out var version, out _) ? version : null);
    }

    /// <summary>The value of any variable but <c>extra</c>.</summary>
    public string Text(MarkerVariable variable) => _texts[(int)variable];

    /// <summary>The value as a version; null if it is none.</summary>
    public PyVersion? Version(MarkerVariable variable) => _versions[(int)variable];
}
