using System.Text.Json.Serialization;

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
}
