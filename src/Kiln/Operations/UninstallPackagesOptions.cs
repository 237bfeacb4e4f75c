using Kiln.Engine.Environments;
using Kiln.Engine.Index;

namespace Kiln.Operations;

/// <summary>What <c>kiln pip uninstall</c> was asked for.</summary>
internal sealed record UninstallPackagesOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>How the network is used, for files on servers.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>The environment to change.</summary>
    public required TargetOptions Target { get; init; }

    /// <summary>Packages by name, or by the path or URL that they came from.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Files of such names.</summary>
    public IReadOnlyList<string> RequirementFiles { get; init; } = [];

    /// <summary>Say what would be done, and do nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>How long to wait for another process that changes the environment.</summary>
    public TimeSpan LockTimeout { get; init; } = EnvironmentLock.DefaultTimeLimit;
}
