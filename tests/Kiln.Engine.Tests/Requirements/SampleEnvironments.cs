using Kiln.Engine.Requirements;

namespace Kiln.Engine.Tests.Requirements;

/// <summary>Environments to evaluate markers in.</summary>
internal static class SampleEnvironments
{
    /// <summary>CPython 3.12 on Linux.</summary>
    public static MarkerEnvironment Linux { get; } = new()
    {
        ImplementationName = "cpython",
        ImplementationVersion = "3.12.1",
        OsName = "posix",
        PlatformMachine = "x86_64",
        PlatformPythonImplementation = "CPython",
        PlatformRelease = "6.1.0-13-amd64",
        PlatformSystem = "Linux",
        PlatformVersion = "#1 SMP Debian 6.1.55-1",
        PythonFullVersion = "3.12.1",
        PythonVersion = "3.12",
        SystemPlatform = "linux",
    };

    /// <summary>A PyPy that is a pre-release, on macOS, whose kernel release is a version.</summary>
    public static MarkerEnvironment MacPyPy { get; } = new()
    {
        ImplementationName = "pypy",
        ImplementationVersion = "7.3.11",
        OsName = "posix",
        PlatformMachine = "arm64",
        PlatformPythonImplementation = "PyPy",
        PlatformRelease = "23.1.0",
        PlatformSystem = "Darwin",
        PlatformVersion = "Darwin Kernel Version 23.1.0",
        PythonFullVersion = "3.10.0rc2",
        PythonVersion = "3.10",
        SystemPlatform = "darwin",
    };
}
