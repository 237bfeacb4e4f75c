using Kiln.Engine;
using Kiln.Engine.Requirements;

namespace Kiln.Operations;

/// <summary>What was said about building packages from source, as the user wrote it.</summary>
internal sealed record BuildOptions
{
    /// <summary>Build nothing.</summary>
    public bool NoBuild { get; init; }

    /// <summary>Packages whose wheels are not used: names, <c>:all:</c>, <c>:none:</c>.</summary>
    public IReadOnlyList<string> NoBinary { get; init; } = [];

    /// <summary>Packages that are not built: names, <c>:all:</c>, <c>:none:</c>.</summary>
    public IReadOnlyList<string> OnlyBinary { get; init; } = [];

    /// <summary>Files of constraints for what is needed to build.</summary>
    public IReadOnlyList<string> ConstraintFiles { get; init; } = [];

    /// <summary>The same from configuration files.</summary>
    public IReadOnlyList<string> Constraints { get; init; } = [];

    /// <summary>Settings for build backends: <c>key=value</c>.</summary>
    public IReadOnlyList<string> ConfigSettings { get; init; } = [];

    /// <summary>The same for single packages: <c>name:key=value</c>.</summary>
    public IReadOnlyList<string> PackageConfigSettings { get; init; } = [];

    /// <summary>Build in the environment itself.</summary>
    public bool NoIsolation { get; init; }

    /// <summary>Packages that are built in the environment itself.</summary>
    public IReadOnlyList<string> NoIsolationPackages { get; init; } = [];

    /// <summary>Pass over what <c>tool.uv.sources</c> say.</summary>
    public bool NoSources { get; init; }

    /// <summary>The same for single packages.</summary>
    public IReadOnlyList<PackageName> NoSourcesPackages { get; init; } = [];

    /// <summary>What is needed to build has to have hashes too.</summary>
    public bool RequireHashes { get; init; }

    /// <summary>Reads which packages are to be built, and which are not.</summary>
    public void AddTo(PackageChoice noBinary, PackageChoice onlyBinary)
    {
        foreach (string value in NoBinary)
            Add(noBinary, value, "--no-binary");
        foreach (string value in NoBuild ? [.. OnlyBinary, ":all:"] : OnlyBinary)
            Add(onlyBinary, value, "--only-binary");
    }

    private static void Add(PackageChoice choice, string value, string option)
    {
        if (choice.Add(value) is { } fault)
            throw new UserErrorException($"invalid value `{value}` for `{option}`: {fault}") { IsUsage = true };
    }
}
