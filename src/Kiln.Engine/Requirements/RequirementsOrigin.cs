namespace Kiln.Engine.Requirements;

/// <summary>The file and line that a requirement stands in.</summary>
public sealed record RequirementsOrigin(FileLocation File, int Line)
{
    /// <summary>True if another file names this one with <c>-r</c> or <c>-c</c>.</summary>
    public bool IsIncluded { get; init; }

    /// <summary>The project that the file describes; null for a file of requirements.</summary>
    public PackageName? Project { get; init; }

    /// <summary>The dependency group of the project; null if it is none of a group.</summary>
    public string? Group { get; init; }

    /// <summary>"`requirements.txt` line 3".</summary>
    public override string ToString() => $"`{File}` line {Line}";
}
