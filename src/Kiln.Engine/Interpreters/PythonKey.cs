using System.Diagnostics.CodeAnalysis;

namespace Kiln.Engine.Interpreters;

/// <summary>
/// The name of a build of Python, and of the folder in which a tool manages it: <c>cpython-3.13.1+freethreaded-linux-x86_64-gnu</c>.
/// uv names its own so (uv-python, installation.rs: PythonInstallationKey).
/// </summary>
/// <param name="Implementation"><c>cpython</c>, <c>pypy</c>, <c>graalpy</c>, <c>pyodide</c></param>
/// <param name="Version">The version of the language.</param>
/// <param name="Variant"><c>freethreaded</c>, <c>debug</c>, <c>freethreaded+debug</c>; empty for the usual build.</param>
/// <param name="Platform">What it runs on.</param>
public sealed record PythonKey(string Implementation, PythonVersion Version, string Variant, PythonPlatform Platform)
{
    private static readonly string[] Implementations = ["cpython", "pypy", "graalpy", "pyodide"];
    private static readonly string[] Variants = ["", "debug", "freethreaded", "freethreaded+debug", "gil", "gil+debug"];

    /// <summary>True for a build without GIL.</summary>
    public bool IsFreeThreaded => Variant.StartsWith("freethreaded", StringComparison.Ordinal);

    /// <summary>True for a build with assertions.</summary>
    public bool IsDebug => Variant.EndsWith("debug", StringComparison.Ordinal);

    /// <summary>True for CPython, whose patch versions take each other's place through a link.</summary>
    public bool IsCPython => Implementation == "cpython";

    /// <summary>"3.13.1+freethreaded", as messages name the version.</summary>
    public string VersionText => Variant.Length == 0 ? Version.ToString() : $"{Version}+{Variant}";

    /// <summary>"3.13"</summary>
    public string MinorText => $"{Version.Major}.{Version.Minor}";

    /// <summary>The name of the link to the newest patch version: <c>cpython-3.13-linux-x86_64-gnu</c>.</summary>
    public string MinorName => $"{Implementation}-{MinorText}{(Variant.Length == 0 ? "" : "+" + Variant)}-{Platform}";

    /// <summary>What stands behind the version in an executable's name: <c>t</c>, <c>d</c>, <c>td</c>.</summary>
    public string ExecutableSuffix => $"{(IsFreeThreaded ? "t" : "")}{(IsDebug ? "d" : "")}";

    /// <summary>What programs are called by: <c>python</c>, <c>pypy</c>, <c>graalpy</c>.</summary>
    public string ExecutableStem => Implementation is "pypy" or "graalpy" ? Implementation : "python";

    /// <summary>Parses a name; false if it is of another form.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PythonKey? key)
    {
        key = null;
        if (text.Split('-') is not [var implementation, var versionAndVariant, var system, var architecture, var library])
            return false;
        var (number, variant) = versionAndVariant.Split('+', 2) is [var before, var behind] ? (before, behind) : (versionAndVariant, "");
        if (!Implementations.Contains(implementation) || !Variants.Contains(variant) || !PythonVersion.TryParse(number, out var version)
            || PythonPlatform.ParseSystem(system) is not { } knownSystem || PythonPlatform.ParseArchitecture(architecture) is not { } knownArchitecture
            || PythonPlatform.ParseCLibrary(library) is not { } knownLibrary)
            return false;
        key = new PythonKey(implementation, version, variant, new PythonPlatform(knownSystem, knownArchitecture, knownLibrary));
        return true;
    }

    /// <summary>The key that an interpreter would have.</summary>
    public static PythonKey Of(InterpreterInfo interpreter)
    {
        string system = interpreter.Markers.SystemPlatform switch { "darwin" => "macos", "win32" => "windows", var other => other };
        string machine = interpreter.Markers.PlatformMachine.ToLowerInvariant();
        string architecture = PythonPlatform.ParseArchitecture(machine) ?? machine;
        string library = interpreter.CLibrary?.Name switch { "glibc" => "gnu", "musl" => "musl", _ => "none" };
        string variant = (interpreter.IsGilDisabled, interpreter.IsDebugBuild) switch { (true, true) => "freethreaded+debug", (true, _) => "freethreaded", (_, true) => "debug", _ => "" };
        return new PythonKey(interpreter.ImplementationName, interpreter.Version, variant, new PythonPlatform(system, architecture, library));
    }

    /// <summary>True if both are of one minor version, variant and platform.</summary>
    public bool IsSameMinor(PythonKey other) => MinorName == other.MinorName;

    /// <summary>What one would take first comes first: CPython, newest, for this machine, the usual build.</summary>
    public static IComparer<PythonKey> Preferred { get; } = Comparer<PythonKey>.Create(static (left, right) => left.CompareTo(right));

    private int CompareTo(PythonKey other)
    {
        int order = Array.IndexOf(Implementations, Implementation).CompareTo(Array.IndexOf(Implementations, other.Implementation));
        order = order != 0 ? order : other.Version.CompareTo(Version);
        order = order != 0 ? order : Platform.CompareTo(other.Platform);
        return order != 0 ? order : VariantRank(Variant).CompareTo(VariantRank(other.Variant));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Implementation}-{VersionText}-{Platform}";

    private static int VariantRank(string variant) => Array.IndexOf(Variants, variant);
}
