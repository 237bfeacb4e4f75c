namespace Kiln.Engine.Toml;

/// <summary>A value that holds no others.</summary>
public sealed class TomlScalar : TomlValue
{
    internal TomlScalar(TomlKind kind, string text, TomlPosition position)
        : base(position)
    {
        Kind = kind;
        Text = text;
    }

    /// <inheritdoc/>
    public override TomlKind Kind { get; }

    /// <summary>What a string says; any other value as it is written, without underscores.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override string? AsString => Kind == TomlKind.Text ? Text : null;
}
