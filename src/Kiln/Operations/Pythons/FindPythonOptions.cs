using Kiln.Engine.Io;

namespace Kiln.Operations.Pythons;

/// <summary>What <c>kiln python find</c> was asked for.</summary>
internal sealed record FindPythonOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>What to find, as the user wrote it; null for what a command would use.</summary>
    public string? Request { get; init; }

    /// <summary>Look for no project.</summary>
    public bool NoProject { get; init; }

    /// <summary>Pass over environments.</summary>
    public bool IsSystem { get; init; }

    /// <summary>The script whose Python is looked for; empty for none.</summary>
    public FsPath Script { get; init; }

    /// <summary>Print the version instead of the path.</summary>
    public bool ShowsVersion { get; init; }

    /// <summary>Print the path behind links.</summary>
    public bool ResolvesLinks { get; init; }
}
