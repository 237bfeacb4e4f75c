using System.Diagnostics.CodeAnalysis;

namespace Kiln.Engine.Toml;

/// <summary>Keys with values, in the order in which they are written.</summary>
public sealed class TomlTable : TomlValue
{
    private readonly Dictionary<string, TomlValue> _values = new(StringComparer.Ordinal);
    private readonly List<TomlEntry> _entries = [];

    internal TomlTable(TomlPosition position, TableOrigin origin)
        : base(position) => Origin = origin;

    /// <inheritdoc/>
    public override TomlKind Kind => TomlKind.Table;

    /// <summary>The keys and values.</summary>
    public IReadOnlyList<TomlEntry> Entries => _entries;

    /// <summary>What made it, and so what may still be added to it.</summary>
    internal TableOrigin Origin { get; set; }

    /// <summary>The value of a key; null if there is none.</summary>
    public TomlValue? Find(string key) => _values.GetValueOrDefault(key);

    /// <summary>The table at the end of some keys; null if something on the way is missing, or no table.</summary>
    public TomlTable? FindTable(params ReadOnlySpan<string> keys)
    {
        var table = this;
        foreach (string key in keys)
            table = table?.Find(key) as TomlTable;
        return table;
    }

    internal bool TryGet(string key, [NotNullWhen(true)] out TomlValue? value) => _values.TryGetValue(key, out value);

    internal void Add(TomlKey key, TomlValue value)
    {
        _values.Add(key.Name, value);
        _entries.Add(new TomlEntry(key.Name, value, key.Position));
    }
}
