using Kiln.Engine.Interpreters;

namespace Kiln.Operations.Pythons;

/// <summary>Requests for Pythons in the words of uv's messages.</summary>
internal static class PythonRequestText
{
    /// <summary>"Python 3.12", "PyPy 3.10", "cpython-3.12-linux-x86_64-gnu", "any Python".</summary>
    public static string Of(PythonRequest request) => request switch
    {
        { IsConstraint: false, Text: "any" } => "any Python",
        { IsOfKind: false } => $"`{request.Text}`",
        { System: not null } or { Architecture: not null } or { CLibrary: not null } => request.Text,
        _ => $"{NameOf(request.Implementation)}{(Number(request) is { Length: > 0 } number ? " " + number : "")}",
    };

    /// <summary>As it is written to version files: "3.12", "pypy@3.10", a path.</summary>
    public static string Canonical(PythonRequest request) => request switch
    {
        { Path: { } path } => path.ToSystemString(),
        { ExecutableName: { } name } => name,
        { IsConstraint: false } => "any",
        { System: not null } or { Architecture: not null } or { CLibrary: not null } => request.Text,
        { Implementation: { } implementation, Versions: null } => implementation,
        { Implementation: { } implementation } => $"{implementation}@{Number(request)}",
        _ => Number(request),
    };

    private static string Number(PythonRequest request)
    {
        if (request.Versions is not { } versions)
            return "";
        string prerelease = request.Prerelease is var (level, serial) ? $"{level switch { "alpha" => "a", "beta" => "b", _ => "rc" }}{serial}" : "";
        string variant = (request.IsFreeThreaded, request.IsDebug) switch { (true, true) => "+freethreaded+debug", (true, _) => "+freethreaded", (_, true) => "+debug", _ => "" };
        // `312` was meant as 3.12, which the range knows.
        string number = versions.Minor is var (major, minor) && !versions.Text.Contains('.') ? $"{major}.{minor}" : versions.Text;
        return number + prerelease + variant;
    }

    private static string NameOf(string? implementation) => implementation switch
    {
        "cpython" => "CPython",
        "pypy" => "PyPy",
        "graalpy" => "GraalPy",
        "pyodide" => "Pyodide",
        _ => "Python",
    };
}
