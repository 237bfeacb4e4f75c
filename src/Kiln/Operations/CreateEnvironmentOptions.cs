using Kiln.Engine.Environments;
using Kiln.Engine.Io;

namespace Kiln.Operations;

/// <summary>What <c>kiln venv</c> was asked for: every option, environment variables and defaults already weighed.</summary>
internal sealed record CreateEnvironmentOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>Where, as the user wrote it; may be relative.</summary>
    public required FsPath Folder { get; init; }

    /// <summary>The interpreter: a path, a name, a version; null for the project's.</summary>
    public string? Python { get; init; }

    /// <summary>Look for no project.</summary>
    public bool NoProject { get; init; }

    /// <summary>What it is to be like.</summary>
    public required VirtualEnvironmentOptions Environment { get; init; }

    /// <summary>Ask, where somebody can answer, before an environment that is there is an error.</summary>
    public bool AsksToClear { get; init; }

    /// <summary>Where pip comes from, where it is to be put in; else null.</summary>
    public SeedSource? Seed { get; init; }

    /// <summary>How long to wait for another process that makes the same environment.</summary>
    public TimeSpan LockTimeout { get; init; } = EnvironmentLock.DefaultTimeLimit;
}
