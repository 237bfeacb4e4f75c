using Kiln.Engine.Environments;
using Kiln.Engine.Installing;
using Kiln.Engine.Wheels;

namespace Kiln.Operations;

/// <summary>What <c>kiln pip install</c> and <c>kiln pip sync</c> have in common: every option, environment variables and defaults already weighed.</summary>
internal abstract record ChangePackagesOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>The environment to change.</summary>
    public required TargetOptions Target { get; init; }

    /// <summary>Where packages come from.</summary>
    public required IndexOptions Index { get; init; }

    /// <summary>What was said about building; kept for the time when Kiln builds.</summary>
    public required BuildOptions Build { get; init; }

    /// <summary>Files that narrow versions, and ask for nothing.</summary>
    public IReadOnlyList<string> ConstraintFiles { get; init; } = [];

    /// <summary>Extras of projects given as a <c>pyproject.toml</c>.</summary>
    public IReadOnlyList<string> Extras { get; init; } = [];

    /// <summary>All of their extras.</summary>
    public bool AllExtras { get; init; }

    /// <summary>Dependency groups: <c>name</c>, or <c>path:name</c>.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>How files come into the environment; null for the best way there is.</summary>
    public LinkMode? LinkMode { get; init; }

    /// <summary>Whether what was installed is compiled.</summary>
    public CompileChoice Compile { get; init; } = new(IsOn: true, IsAskedFor: false);

    /// <summary>How it is compiled.</summary>
    public BytecodeSettings Bytecode { get; init; } = new();

    /// <summary>Install again what is there already.</summary>
    public bool Reinstall { get; init; }

    /// <summary>Install these again.</summary>
    public IReadOnlyList<string> ReinstallPackages { get; init; } = [];

    /// <summary>Believe nothing that is cached.</summary>
    public bool Refresh { get; init; }

    /// <summary>Believe nothing that is cached about these.</summary>
    public IReadOnlyList<string> RefreshPackages { get; init; } = [];

    /// <summary>Every requirement has to be pinned, with a hash.</summary>
    public bool RequireHashes { get; init; }

    /// <summary>Compare with the hashes that are given.</summary>
    public bool VerifyHashes { get; init; } = true;

    /// <summary>What a RECORD that disagrees with its wheel means.</summary>
    public RecordVerification RecordVerification { get; init; }

    /// <summary>The version to choose packages for, where it is not the interpreter's.</summary>
    public string? PythonVersion { get; init; }

    /// <summary>The platform to choose packages for, where it is not the interpreter's.</summary>
    public string? PythonPlatform { get; init; }

    /// <summary>Afterwards, say what is wrong in the environment.</summary>
    public bool Strict { get; init; }

    /// <summary>Say what would be done, and do nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>As <see cref="DryRun"/>, and exit 1 if there is anything to do.</summary>
    public bool Check { get; init; }

    /// <summary>How the result is told.</summary>
    public OutputFormat Format { get; init; }

    /// <summary>Whether <c>INSTALLER</c> and the like are written.</summary>
    public bool WritesInstallerMetadata { get; init; } = true;

    /// <summary>How long to wait for another process that changes the environment.</summary>
    public TimeSpan LockTimeout { get; init; } = EnvironmentLock.DefaultTimeLimit;
}
