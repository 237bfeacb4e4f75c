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
    public bool IsConstraint => Versions is not null || Implementation is not null;

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
        && (!IsDebug || interpreter.IsDebugBuild)
        && IsThreadingSatisfiedBy(interpreter)
        && IsPlatformSatisfiedBy(interpreter);

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
