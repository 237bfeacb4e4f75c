using System.Text.Json.Serialization;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Requirements;

/// <summary>The values of environment markers (PEP 508), <c>extra</c> aside; each named as in a marker.</summary>
public sealed record MarkerEnvironment
{
    /// <summary><c>cpython</c></summary>
    public required string ImplementationName { get; init; }

    /// <summary><c>3.12.1</c></summary>
    public required string ImplementationVersion { get; init; }

    /// <summary><c>posix</c></summary>
    public required string OsName { get; init; }

    /// <summary><c>x86_64</c></summary>
    public required string PlatformMachine { get; init; }

    /// <summary><c>CPython</c></summary>
    public required string PlatformPythonImplementation { get; init; }

    /// <summary>The kernel's release.</summary>
    public required string PlatformRelease { get; init; }

    /// <summary><c>Linux</c></summary>
    public required string PlatformSystem { get; init; }

    /// <summary>The kernel's build.</summary>
    public required string PlatformVersion { get; init; }

    /// <summary><c>3.12.1</c></summary>
    public required string PythonFullVersion { get; init; }

    /// <summary><c>3.12</c></summary>
    public required string PythonVersion { get; init; }

    /// <summary><c>linux</c></summary>
    [JsonPropertyName("sys_platform")]
    public required string SystemPlatform { get; init; }

    /// <summary>All of them by their names in markers, in packaging's order.</summary>
    [JsonIgnore]
    public IEnumerable<(string Name, string Value)> ByName =>
    [
        ("implementation_name", ImplementationName),
        ("implementation_version", ImplementationVersion),
        ("os_name", OsName),
        ("platform_machine", PlatformMachine),
        ("platform_release", PlatformRelease),
        ("platform_system", PlatformSystem),
        ("platform_version", PlatformVersion),
        ("python_full_version", PythonFullVersion),
        ("platform_python_implementation", PlatformPythonImplementation),
        ("python_version", PythonVersion),
        ("sys_platform", SystemPlatform),
    ];

    /// <summary>
    /// The same with another version of Python, as uv has it: a version that says less than three numbers stands for the first of its releases, and
    /// <c>implementation_version</c> follows for CPython only, whose versions are the language's.
    /// </summary>
    public MarkerEnvironment ForPython(PyVersion version)
    {
        string text = version.ToString();
        string release = string.Concat(text.TakeWhile(static each => char.IsAsciiDigit(each) || each == '.'));
        string full = release + string.Concat(Enumerable.Repeat(".0", Math.Max(0, 3 - version.ReleaseLength))) + text[release.Length..];
        return this with
        {
            PythonVersion = $"{version.ReleaseAt(0)}.{version.ReleaseAt(1)}",
            PythonFullVersion = full,
            ImplementationVersion = ImplementationName == "cpython" ? full : ImplementationVersion,
        };
    }
}
