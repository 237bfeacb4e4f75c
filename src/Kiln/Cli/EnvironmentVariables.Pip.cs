using Kiln.Engine.Io;
using Kiln.Operations;

namespace Kiln.Cli;

/// <content>Those of <c>kiln pip</c>.</content>
internal sealed partial class EnvironmentVariables
{
    /// <summary>Whether installs are followed by compiling; null where nothing is said.</summary>
    public bool? CompilesBytecode => OptionalFlag("COMPILE_BYTECODE");

    /// <summary>The way of files into an environment, and the name of the variable that says so.</summary>
    public (string Name, string Value)? LinkMode => Ours("LINK_MODE");

    /// <summary>What a RECORD that disagrees with its wheel means, and the name of the variable that says so.</summary>
    public (string Name, string Value)? RecordVerification => Ours("VERIFY_RECORD");

    /// <summary>Which versions are taken, and the name of the variable that says so.</summary>
    public (string Name, string Value)? Resolution => Ours("RESOLUTION");

    /// <summary>When pre-releases are chosen, and the name of the variable that says so.</summary>
    public (string Name, string Value)? PreReleases => Ours("PRERELEASE");

    /// <summary>The system's Python instead of a virtual environment.</summary>
    public bool? UsesSystemPython => OptionalFlag("SYSTEM_PYTHON");

    /// <summary>Change environments that another package manager has marked as its own.</summary>
    public bool? BreaksSystemPackages => OptionalFlag("BREAK_SYSTEM_PACKAGES");

    /// <summary>Every requirement has to have a hash.</summary>
    public bool? RequiresHashes => OptionalFlag("REQUIRE_HASHES");

    /// <summary>Do not compare with the hashes that are given.</summary>
    public bool? VerifiesNoHashes => OptionalFlag("NO_VERIFY_HASHES");

    /// <summary>Take archives that can be read in two ways.</summary>
    public bool AllowsAmbiguousArchives => Flag("INSECURE_NO_ZIP_VALIDATION");

    /// <summary>Install nothing in development mode.</summary>
    public bool NoEditable => Flag("NO_EDITABLE");

    /// <summary>Write neither INSTALLER nor REQUESTED.</summary>
    public bool NoInstallerMetadata => Flag("NO_INSTALLER_METADATA");

    /// <summary>Build nothing.</summary>
    public bool? NoBuild => OptionalFlag("NO_BUILD");

    /// <summary>Pass over what <c>tool.uv.sources</c> say.</summary>
    public bool? NoSources => OptionalFlag("NO_SOURCES");

    /// <summary>Build in the environment itself.</summary>
    public bool NoBuildIsolation => Flag("NO_BUILD_ISOLATION");

    /// <summary>Packages whose wheels are not used; <c>UV_NO_BINARY=1</c> means all.</summary>
    public IReadOnlyList<string> NoBinary => [.. Flag("NO_BINARY") ? [":all:"] : (string[])[], .. Blanks("NO_BINARY_PACKAGE")];

    /// <summary>The index that takes the place of the usual one.</summary>
    public string? DefaultIndex => Ours("DEFAULT_INDEX")?.Value ?? Ours("INDEX_URL")?.Value ?? Plain("PIP_INDEX_URL");

    /// <summary>Indexes that are asked before it.</summary>
    public IReadOnlyList<string> Indexes =>
        [.. Blanks("INDEX"), .. Blanks("EXTRA_INDEX_URL") is { Length: > 0 } extra ? extra : Divided(Plain("PIP_EXTRA_INDEX_URL"))];

    /// <summary>How the answers of several indexes are brought together.</summary>
    public string? IndexStrategy => Ours("INDEX_STRATEGY")?.Value;

    /// <summary>Where credentials come from.</summary>
    public string? KeyringProvider => Ours("KEYRING_PROVIDER")?.Value;

    /// <summary>Nothing uploaded later counts.</summary>
    public string? ExcludeNewer => Ours("EXCLUDE_NEWER")?.Value;

    /// <summary>The command that the head of a compiled file tells.</summary>
    public string? CustomCompileCommand => Ours("CUSTOM_COMPILE_COMMAND")?.Value;

    /// <summary>Files of constraints.</summary>
    public IReadOnlyList<string> ConstraintFiles => Blanks("CONSTRAINT");

    /// <summary>Files of constraints for what is needed to build.</summary>
    public IReadOnlyList<string> BuildConstraintFiles => Blanks("BUILD_CONSTRAINT");

    /// <summary>Files of overrides.</summary>
    public IReadOnlyList<string> OverrideFiles => Blanks("OVERRIDE");

    /// <summary>Files of packages that are never chosen.</summary>
    public IReadOnlyList<string> ExcludeFiles => Blanks("EXCLUDE");

    private bool? OptionalFlag(string name) => Ours(name) is { } variable ? Boolish.Parse(variable.Value, variable.Name) : null;

    private string[] Blanks(string name) => Divided(Ours(name)?.Value);

    private static string[] Divided(string? value) => value?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>How bytecode is written where no flag says so; <paramref name="jobs"/> where no variable does.</summary>
    public BytecodeSettings BytecodeSettings(FsPath currentFolder, int? jobs) => new()
    {
        Mode = InvalidationMode,
        Level = OptimizationLevel,
        CachePrefix = BytecodePrefix is { } prefix ? currentFolder.Append(RawText.ToBytes(prefix)) : default,
        FileTimeout = FileTimeout ?? TimeSpan.FromSeconds(60),
        Jobs = Jobs is { } variable ? WholeNumber.Parse(variable.Value, variable.Name, lowest: 1) : jobs,
        InterpreterFlags = InterpreterFlags,
        Engine = Engine,
    };
}
