using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Tests.Resolution;

/// <summary>Searches for tests, on a Linux with CPython 3.12.</summary>
internal static class Requests
{
    /// <summary>The markers of that Python.</summary>
    public static MarkerValues Markers { get; } = new(new MarkerEnvironment
    {
        ImplementationName = "cpython",
        ImplementationVersion = "3.12.1",
        OsName = "posix",
        PlatformMachine = "x86_64",
        PlatformPythonImplementation = "CPython",
        PlatformRelease = "",
        PlatformSystem = "Linux",
        PlatformVersion = "",
        PythonFullVersion = "3.12.1",
        PythonVersion = "3.12",
        SystemPlatform = "linux",
    });

    /// <summary>A search for these requirements.</summary>
    public static ResolutionRequest For(params string[] requirements) => new()
    {
        Requirements = [.. requirements.Select(Requirement.Parse)],
        Markers = Markers,
        Python = PyVersion.Parse("3.12.1"),
    };

    /// <summary>The answer as <c>name==version</c>, by name, or the explanation.</summary>
    public static string Solve(IPackageSource source, ResolutionRequest request)
    {
        var solution = new Resolver(source, request).Solve([]);
        return solution.Conflict is { } conflict
            ? string.Join('\n', [.. conflict.Lines, .. conflict.Hints.Select(hint => $"hint: {hint}")])
            : string.Join(' ', solution.Candidates.Select(candidate => $"{candidate.FileName.Name}=={candidate.FileName.Version}"));
    }
}
