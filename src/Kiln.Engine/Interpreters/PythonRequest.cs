using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters;

/// <summary>
/// What <c>-p</c> may say (uv's words): a path to an executable, the folder of an environment or installation, the name of an executable,
/// or a version with implementation, variant and platform, all of which may be left out. No request at all is <see cref="Any"/>.
/// </summary>
public sealed record PythonRequest
{
    /// <summary>Any interpreter will do.</summary>
    public static readonly PythonRequest Any = new() { Text = "any" };

    /// <summary>The request as it was written.</summary>
    public required string Text { get; init; }

    /// <summary>An executable or a folder, absolute; null for every other kind of request.</summary>
    public FsPath? Path { get; init; }

    /// <summary>The name of an executable, to be found on PATH; null for every other kind of request.</summary>
    public string? ExecutableName { get; init; }

    /// <summary><c>cpython</c>, <c>pypy</c>, <c>graalpy</c>; null for any.</summary>
    public string? Implementation { get; init; }

    /// <summary>The versions that will do; null for any.</summary>
    public ReleaseRange? Versions { get; init; }

    /// <summary>The prerelease that is wanted of <see cref="Versions"/>: level and serial of <c>3.15.0rc1</c>; null for none in particular.</summary>
    public (string Level, int Serial)? Prerelease { get; init; }

    /// <summary>True if the build must be one without GIL (<c>3.13t</c>).</summary>
    public bool IsFreeThreaded { get; init; }

    /// <summary>True if it must be a debug build (<c>3.13d</c>).</summary>
    public bool IsDebug { get; init; }

    /// <summary><c>linux</c>, <c>macos</c>, <c>windows</c>; null for any.</summary>
    public string? System { get; init; }

    /// <summary><c>x86_64</c>, <c>aarch64</c>; null for any.</summary>
    public string? Architecture { get; init; }

    /// <summary><c>gnu</c>, <c>musl</c>; null for any.</summary>
    public string? CLibrary { get; init; }

    /// <summary>True if it says what kind of interpreter is wanted; false if it says which one, or nothing.</summary>
    public bool IsConstraint => Versions is not null || Implementation is not null || System is not null || Architecture is not null || CLibrary is not null;

    /// <summary>True if a managed Python can be found by it: it names neither a path nor an executable.</summary>
    public bool IsOfKind => Path is null && ExecutableName is null;

    /// <summary>"Python 3.12", "PyPy &gt;=3.9": how errors name what was looked for.</summary>
    public string Wanted => this switch
    {
        { IsConstraint: true, Implementation: null, Architecture: null, Versions: { } versions } => $"Python {versions}{(IsFreeThreaded ? "t" : "")}{(IsDebug ? "d" : "")}",
        { IsConstraint: true } => $"`{Text}`",
        _ => "Python",
    };

    /// <summary>True if an interpreter is of the kind that is wanted.</summary>
    public bool IsSatisfiedBy(InterpreterInfo interpreter) =>
        (Implementation is null || Implementation == interpreter.ImplementationName)
        && (Versions is null || Versions.Contains(interpreter.Version))
        && (Prerelease is not { } wanted || wanted == (interpreter.Version.ReleaseLevel, interpreter.Version.Serial))
        && (!IsDebug || interpreter.IsDebugBuild)
        && IsThreadingSatisfiedBy(interpreter)
        && IsPlatformSatisfiedBy(interpreter);

    /// <summary>
    /// True if a build is of the kind that is wanted: of the variant that a version was named with, for the system, processor and C library that were
    /// named, of <paramref name="machine"/> where none were; null for any machine's. Prereleases have to be asked for, or admitted.
    /// </summary>
    public bool IsSatisfiedBy(PythonKey key, PythonPlatform? machine, bool admitsPrereleases)
    {
        if ((Implementation is not null && Implementation != key.Implementation) || !IsPlatformSatisfiedBy(key.Platform, machine))
            return false;
        if (Prerelease is { } wanted ? wanted != (key.Version.ReleaseLevel, key.Version.Serial) : key.Version.IsPrerelease && !admitsPrereleases)
            return false;
        return Versions is null || (Versions.Contains(key.Version) && (IsFreeThreaded, IsDebug) == (key.IsFreeThreaded, key.IsDebug));
    }

    /// <summary>What is not named is the machine's; an architecture that is not named may be one that the machine emulates.</summary>
    private bool IsPlatformSatisfiedBy(PythonPlatform platform, PythonPlatform? machine)
    {
        // Pyodide is built for no machine but its own.
        bool isPyodide = Implementation == "pyodide" && platform.System == "emscripten";
        if (machine is null || isPyodide)
            return (System is null || System == platform.System) && (Architecture is null || Architecture == platform.Architecture) && (CLibrary is null || CLibrary == platform.CLibrary);
        var wanted = new PythonPlatform(System ?? machine.System, Architecture ?? machine.Architecture, CLibrary ?? (System is null || System == machine.System ? machine.CLibrary : platform.CLibrary));
        return Architecture is null ? wanted.Runs(platform) : wanted == platform;
    }

    /// <summary>
    /// 3.13's builds without GIL are an experiment that has to be asked for, as in uv; later ones are Pythons like any other.
    /// </summary>
    private bool IsThreadingSatisfiedBy(InterpreterInfo interpreter)
    {
        if (IsFreeThreaded)
            return interpreter.IsGilDisabled;
        return !IsConstraint || !interpreter.IsGilDisabled || interpreter.Version is not (3, 13, _, _, _);
    }

    private bool IsPlatformSatisfiedBy(InterpreterInfo interpreter)
    {
        string system = interpreter.Markers.SystemPlatform switch { "darwin" => "macos", "win32" => "windows", var other => other };
        string library = interpreter.CLibrary?.Name switch { "glibc" => "gnu", "musl" => "musl", _ => "none" };
        string machine = interpreter.Markers.PlatformMachine.ToLowerInvariant() switch { "arm64" => "aarch64", "amd64" => "x86_64", var other => other };
        return (System is null || System == system)
            && (Architecture is null || Architecture == machine)
            && (CLibrary is null || CLibrary == library);
    }
}
