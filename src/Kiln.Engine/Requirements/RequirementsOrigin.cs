namespace Kiln.Engine.Requirements;

/// <summary>The file and line that a requirement stands in.</summary>
public sealed record RequirementsOrigin(FileLocation File, int Line)
{
    /// <summary>"`requirements.txt` line 3".</summary>
    public override string ToString() => $"`{File}` line {Line}";
}
