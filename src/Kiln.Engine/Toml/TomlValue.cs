namespace Kiln.Engine.Toml;

/// <summary>A value of a document, and where it stands.</summary>
public abstract class TomlValue
{
    private protected TomlValue(TomlPosition position) => Position = position;

    /// <summary>Its type.</summary>
    public abstract TomlKind Kind { get; }

    /// <summary>Where it begins.</summary>
    public TomlPosition Position { get; }

    /// <summary>The text of a string; null for every other type.</summary>
    public virtual string? AsString => null;

    /// <summary>What it is, for messages: "a string", "an array".</summary>
    public string Description => Kind switch
    {
        TomlKind.Text => "a string",
        TomlKind.WholeNumber => "an integer",
        TomlKind.Fraction => "a float",
        TomlKind.Boolean => "a boolean",
        TomlKind.Moment => "a date or time",
        TomlKind.Array => "an array",
        _ => "a table",
    };
}
