using Kiln.Engine.Environments;
using Kiln.Engine.Io;

namespace Kiln.Operations.Pythons;

/// <summary>What <c>kiln python uninstall</c> was asked for.</summary>
internal sealed record UninstallPythonsOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>The folder of managed Pythons, absolute; null for the usual one.</summary>
    public FsPath? Folder { get; init; }

    /// <summary>What is to go, as the user wrote it.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>All of them.</summary>
    public bool All { get; init; }

    /// <summary>How long to wait for another process that installs.</summary>
    public TimeSpan LockTimeout { get; init; } = EnvironmentLock.DefaultTimeLimit;
}
