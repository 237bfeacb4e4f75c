using Kiln.Engine.Environments;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Operations.Pythons;

/// <summary>What <c>kiln python install</c> or <c>upgrade</c> was asked for.</summary>
internal sealed record InstallPythonsOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>The folder of managed Pythons, absolute; null for the usual one.</summary>
    public FsPath? Folder { get; init; }

    /// <summary>What is wanted, as the user wrote it.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>What is wanted, in the place of <see cref="Targets"/>; null for those.</summary>
    public PythonRequest? Request { get; init; }

    /// <summary>Install again what is there.</summary>
    public bool IsReinstall { get; init; }

    /// <summary>Replace programs in the user's folder that are not ours.</summary>
    public bool IsForced { get; init; }

    /// <summary>Make <c>python</c> and <c>python3</c> too.</summary>
    public bool IsDefault { get; init; }

    /// <summary>True and false for <c>--bin</c> and <c>--no-bin</c>; null for programs whose failure is a warning only.</summary>
    public bool? WithPrograms { get; init; }

    /// <summary>Whether to bring to the newest patch version.</summary>
    public UpgradeKind Upgrade { get; init; }

    /// <summary>Compile the standard libraries.</summary>
    public bool Compiles { get; init; }

    /// <summary>How.</summary>
    public BytecodeSettings Bytecode { get; init; } = new();

    /// <summary>How long to wait for another process that installs.</summary>
    public TimeSpan LockTimeout { get; init; } = EnvironmentLock.DefaultTimeLimit;
}
