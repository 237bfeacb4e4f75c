namespace Kiln.Engine.Toml;

/// <summary>What is wrong in a document, where, and the line it stands in.</summary>
public sealed record TomlFault(string Message, TomlPosition Position, string Line)
{
    /// <summary>The line, and a <c>^</c> under the place.</summary>
    public string Excerpt => $"{Line.Replace('\t', ' ')}\n{new string(' ', Position.Column - 1)}^";
}
