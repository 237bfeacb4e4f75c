using Kiln.Engine.Environments;
using Kiln.Engine.Installing;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Tags;
using Kiln.Engine.Versions;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>An environment and the distributions in it, for commands that look at it and change nothing.</summary>
internal sealed class InspectedEnvironment
{
    private readonly InterpreterInfo _interpreter;

    private InspectedEnvironment(InterpreterInfo interpreter, IReadOnlyList<FsPath> folders)
    {
        _interpreter = interpreter;
        Distributions = InstalledDistribution.Find(folders);
        Markers = new MarkerValues(interpreter.Markers);
    }

    /// <summary>The distributions, by name and version.</summary>
    public IReadOnlyList<InstalledDistribution> Distributions { get; }

    /// <summary>The values of environment markers.</summary>
    public MarkerValues Markers { get; }

    /// <summary>Finds what the user named, and says which Python that is.</summary>
    public static InspectedEnvironment Open(InspectOptions options, Output output)
    {
        var surroundings = options.Global.Surroundings;
        var target = options.Target;
        var request = PythonRequestParser.ParseOption(target.Python, surroundings);
        var found = new EnvironmentFinder(new InterpreterCache(options.Global.Cache), surroundings).Find(request, target.System, mayFallBack: true);
        output.WriteDetail($"Using {found.Interpreter.DisplayName} at `{found.Interpreter.Executable}`");
        return new InspectedEnvironment(found.Interpreter, Folders(found, target, surroundings.Absolute));
    }

    /// <summary>The same interpreter with the packages of other folders.</summary>
    public InspectedEnvironment WithFolders(IReadOnlyList<FsPath> folders) => new(_interpreter, folders);

    /// <summary>What is wrong in it, seen with its own Python or with another version of it.</summary>
    public IReadOnlyList<string> Faults(string? pythonVersion = null)
    {
        var source = InterpreterTagSource.Of(_interpreter);
        if (pythonVersion is null)
            return new EnvironmentCheck(Markers, PyVersion.Parse(_interpreter.Markers.PythonFullVersion.TrimEnd('+')), new CompatibilityTags(source)).Find(Distributions);
        var version = PyVersion.Parse(pythonVersion);
        var (major, minor) = ((int)version.ReleaseAt(0), (int)version.ReleaseAt(1));
        string full = version.ReleaseLength > 2 ? version.ToString() : $"{version}.0";
        var markers = _interpreter.Markers with { PythonVersion = $"{major}.{minor}", PythonFullVersion = full, ImplementationVersion = full };
        return new EnvironmentCheck(new MarkerValues(markers), PyVersion.Parse(full), new CompatibilityTags(source with { Major = major, Minor = minor })).Find(Distributions);
    }

    /// <summary>With <c>--strict</c>, warns of what is wrong.</summary>
    public void WarnIf(bool isStrict, Output output)
    {
        foreach (string fault in isStrict ? Faults() : [])
            output.Warn(fault);
    }

    private static IReadOnlyList<FsPath> Folders(PyEnvironment environment, TargetOptions target, Func<FsPath, FsPath> absolute)
    {
        if (!target.Target.IsEmpty)
            return [absolute(target.Target)];
        if (target.Prefix.IsEmpty)
            return environment.SitePackages;
        var layout = InstallTarget.InPrefix(absolute(target.Prefix), environment.Interpreter);
        return [layout.Purelib, layout.Platlib];
    }
}
