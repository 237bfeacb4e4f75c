using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Tags;
using Kiln.Engine.Versions;

namespace Kiln.Resolving;

/// <summary>A requirement set of the recorded index, for one Python on x86-64 Linux with glibc 2.28, and what uv made of it.</summary>
public sealed class RequirementSet
{
    private RequirementSet(string name, int minor, string folder)
    {
        (Name, Minor) = (name, minor);
        var requirements = File.ReadAllLines(Path.Combine(folder, "sets", $"{name}.in")).Where(line => line.Length > 0);
        Request = new ResolutionRequest
        {
            Requirements = [.. requirements.Select(Requirement.Parse)],
            Markers = new MarkerValues(EnvironmentOf(minor)),
            Python = PyVersion.Parse($"3.{minor}.0"),
            IsAnyPatch = true,
            Tags = new CompatibilityTags(new PlatformTagSource
            {
                Implementation = "cpython",
                Major = 3,
                Minor = minor,
                Platform = "linux-x86_64",
                Machine = "x86_64",
                Glibc = new SystemVersion(2, 28),
            }),
        };
        string expected = Path.Combine(folder, "expected", $"{name}.3.{minor}.txt");
        Expected = File.Exists(expected) ? [.. File.ReadAllLines(expected).Where(line => line.Contains("==", StringComparison.Ordinal))] : null;
        IsAgreed = minor == 12 && File.ReadAllLines(Path.Combine(folder, "agreed.txt")).Contains(name);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The 12 of Python 3.12.</summary>
    public int Minor { get; }

    /// <summary>What is to be found.</summary>
    public ResolutionRequest Request { get; }

    /// <summary>uv's answer, <c>name==version</c> each; null where it found none.</summary>
    public IReadOnlyList<string>? Expected { get; }

    /// <summary>True where pip gave uv's answer too, so that it is beyond doubt.</summary>
    public bool IsAgreed { get; }

    /// <summary>The sets of a recorded index, each for Python 3.12 and 3.9.</summary>
    public static IEnumerable<RequirementSet> ReadAll(string folder) =>
        from file in Directory.GetFiles(Path.Combine(folder, "sets"), "*.in").Order(StringComparer.Ordinal)
        from minor in (int[])[12, 9]
        select new RequirementSet(Path.GetFileNameWithoutExtension(file), minor, folder);

    private static MarkerEnvironment EnvironmentOf(int minor) => new()
    {
        ImplementationName = "cpython",
        ImplementationVersion = $"3.{minor}.0",
        OsName = "posix",
        PlatformMachine = "x86_64",
        PlatformPythonImplementation = "CPython",
        PlatformRelease = "",
        PlatformSystem = "Linux",
        PlatformVersion = "",
        PythonFullVersion = $"3.{minor}.0",
        PythonVersion = $"3.{minor}",
        SystemPlatform = "linux",
    };
}
