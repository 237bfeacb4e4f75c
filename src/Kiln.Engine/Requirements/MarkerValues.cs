using Kiln.Engine.Versions;

namespace Kiln.Engine.Requirements;

/// <summary>An environment prepared for evaluating many markers: its values by variable, those that are versions parsed once.</summary>
public sealed class MarkerValues
{
    private readonly string[] _texts;
    private readonly PyVersion?[] _versions;
    private readonly IReadOnlySet<string> _extras;
    private readonly IReadOnlySet<string> _groups;

    /// <summary>Prepares the values of an environment.</summary>
    public MarkerValues(MarkerEnvironment environment)
        : this(environment, new HashSet<string>(), new HashSet<string>())
    {
    }

    /// <summary>The same where a lock file is installed with these extras and dependency groups, by their normalised names.</summary>
    public MarkerValues(MarkerEnvironment environment, IReadOnlySet<string> extras, IReadOnlySet<string> groups)
    {
        (_extras, _groups) = (extras, groups);
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
            "",
            "",
            "",
        ];
        _versions = Array.ConvertAll(_texts, text => PyVersion.TryParse(text, out var version, out _) ? version : null);
    }

    /// <summary>The value of a variable; empty for <c>extra</c>, and those that are sets.</summary>
    public string Text(MarkerVariable variable) => _texts[(int)variable];

    /// <summary>The names in a variable that is a set.</summary>
    public IReadOnlySet<string> Names(MarkerVariable variable) => variable == MarkerVariable.Extras ? _extras : _groups;

    /// <summary>The value as a version; null if it is none.</summary>
    public PyVersion? Version(MarkerVariable variable) => _versions[(int)variable];
}
