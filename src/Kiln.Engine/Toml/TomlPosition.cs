namespace Kiln.Engine.Toml;

/// <summary>Where in a document something stands; both count from 1.</summary>
public readonly record struct TomlPosition(int Line, int Column)
{
    /// <summary>"line 3, column 7"</summary>
    public override string ToString() => $"line {Line}, column {Column}";
}
