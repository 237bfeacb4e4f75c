using Kiln.Engine.Environments;
using Kiln.Engine.Installing;
using Kiln.Engine.Requirements;

namespace Kiln.Operations;

/// <summary>What only <c>kiln pip install</c> and <c>kiln pip sync</c> have in common, which change an environment.</summary>
internal abstract record ChangePackagesOptions : ResolveOptions
{
    /// <summary>How files come into the environment; null for the best way there is.</summary>
    public LinkMode? LinkMode { get; init; }

    /// <summary>Whether what was installed is compiled.</summary>
    public CompileChoice Compile { get; init; } = new(IsOn: true, IsAskedFor: false);

    /// <summary>How it is compiled.</summary>
    public BytecodeSettings Bytecode { get; init; } = new();

    /// <summary>Install again what is there already.</summary>
    public bool Reinstall { get; init; }

    /// <summary>Install these again.</summary>
    public IReadOnlyList<PackageName> ReinstallPackages { get; init; } = [];

    /// <summary>Afterwards, say what is wrong in the environment.</summary>
    public bool Strict { get; init; }

    /// <summary>Say what would be done, and do nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>As <see cref="DryRun"/>, and exit 1 if there is anything to do.</summary>
    public bool Check { get; init; }

    /// <summary>The file that gets a report in pip's format, <c>-</c> for standard output; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>How the result is told.</summary>
    public OutputFormat Format { get; init; }

    /// <summary>Whether <c>INSTALLER</c> and the like are written.</summary>
    public bool WritesInstallerMetadata { get; init; } = true;

    /// <summary>How long to wait for another process that changes the environment.</summary>
    public TimeSpan LockTimeout { get; init; } = EnvironmentLock.DefaultTimeLimit;

    /// <summary>True if nothing is to be changed, only told.</summary>
    public bool IsOnlyPlanned => DryRun || Check;

    /// <summary>Whether a project is installed again though it is there.</summary>
    public bool IsReinstalled(PackageName name) => Reinstall || ReinstallPackages.Contains(name);
}
