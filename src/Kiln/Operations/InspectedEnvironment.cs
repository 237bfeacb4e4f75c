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

    /// <summary>Its Python, as packages are chosen for it.</summary>
    public TargetPython Python => TargetPython.Of(_interpreter, version: null, platform: null);

    /// <summary>Finds what the user named, and says which Python that is.</summary>
    public static InspectedEnvironment Open(InspectOptions options, Output output)
    {
        var surroundings = options.Global.Surroundings;
        var target = options.Target;
        var request = PythonRequestParser.ParseOption(target.Python, surroundings);
        var found = new EnvironmentFinder(new InterpreterCache(options.Global.Cache), surroundings, options.Global.PythonPreference).Find(request, target.System, mayFallBack: true);
        output.WriteDetail($"Using {found.Interpreter.DisplayName} at `{found.Interpreter.Executable}`");
        return new InspectedEnvironment(found.Interpreter, Folders(found, target, surroundings.Absolute));
    }

    /// <summary>The same interpreter with the packages of other folders.</summary>
    public InspectedEnvironment WithFolders(IReadOnlyList<FsPath> folders) => new(_interpreter, folders);

    /// <summary>What is wrong in it, seen with its own Python or as one of another version or platform.</summary>
    public IReadOnlyList<string> Faults(PyVersion? version = null, TargetPlatform? platform = null)
    {
        var python = TargetPython.Of(_interpreter, version, platform);
        return new EnvironmentCheck(new MarkerValues(python.Markers), python.Version, python.Tags).Find(Distributions);
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
