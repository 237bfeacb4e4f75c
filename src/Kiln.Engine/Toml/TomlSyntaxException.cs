namespace Kiln.Engine.Toml;

/// <summary>Ends the reading of a document that is wrong; never leaves <see cref="TomlDocument"/>.</summary>
internal sealed class TomlSyntaxException(string message, TomlPosition position) : Exception(message)
{
    public TomlPosition Position => position;
}
