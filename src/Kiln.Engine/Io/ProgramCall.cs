namespace Kiln.Engine.Io;

/// <summary>A program to start: where it is and what it is given.</summary>
public sealed record ProgramCall
{
    /// <summary>The program, as an absolute path: nothing is looked up on PATH.</summary>
    public required FsPath Executable { get; init; }

    /// <summary>Its arguments, without its own name.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Environment variables to set on top of this process's own; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> EnvironmentChanges { get; init; } = new Dictionary<string, string?>();

    /// <summary>The folder it starts in; this process's own where empty.</summary>
    public FsPath WorkingFolder { get; init; }
}
