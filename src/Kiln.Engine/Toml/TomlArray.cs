namespace Kiln.Engine.Toml;

/// <summary>Values in order.</summary>
public sealed class TomlArray : TomlValue
{
    private readonly List<TomlValue> _items = [];

    internal TomlArray(TomlPosition position, bool isOfTables)
        : base(position) => IsOfTables = isOfTables;

    /// <inheritdoc/>
    public override TomlKind Kind => TomlKind.Array;

    /// <summary>The values.</summary>
    public IReadOnlyList<TomlValue> Items => _items;

    /// <summary>True if it is made of <c>[[name]]</c>, and may grow; one in brackets is finished.</summary>
    internal bool IsOfTables { get; }

    internal void Add(TomlValue item) => _items.Add(item);
}
