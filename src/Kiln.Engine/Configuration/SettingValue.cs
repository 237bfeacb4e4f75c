using Kiln.Engine.Io;
using Kiln.Engine.Toml;

namespace Kiln.Engine.Configuration;

/// <summary>A setting that a file holds; whoever reads it says what type it must have.</summary>
public sealed class SettingValue
{
    private readonly TomlValue _value;
    private readonly SettingsTable _table;

    internal SettingValue(string name, TomlValue value, SettingsTable table)
    {
        Name = name;
        _value = value;
        _table = table;
    }

    /// <summary>The key.</summary>
    public string Name { get; }

    /// <summary>True if it is <c>true</c> or <c>false</c>, where other types may stand too.</summary>
    public bool IsBoolean => _value.Kind == TomlKind.Boolean;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool ToBoolean() => _value is TomlScalar { Kind: TomlKind.Boolean } boolean ? boolean.Text == "true" : throw Error("`true` or `false`");

    /// <summary>A string.</summary>
    public string ToText() => _value.AsString ?? throw Error("a string");

    /// <summary>A whole number of at least 1.</summary>
    public int ToCount() => _value is TomlScalar { Kind: TomlKind.WholeNumber } number && int.TryParse(number.Text, out int count) && count > 0
        ? count : throw Error("a whole number, 1 or more");

    /// <summary>Strings in brackets.</summary>
    public IReadOnlyList<string> ToTexts() => _value is TomlArray array && array.Items.All(static item => item.AsString is not null)
        ? [.. array.Items.Select(static item => item.AsString!)] : throw Error("an array of strings");

    /// <summary>A table of strings, as <c>key=value</c>; a string or an array of them may be a value.</summary>
    public IReadOnlyList<string> ToAssignments() => _value is TomlTable table
        ? [.. table.Entries.SelectMany(entry => Values(entry).Select(value => $"{entry.Key}={value}"))] : throw Error("a table of strings");

    /// <summary>Tables in brackets, or under <c>[[name]]</c>; of each the settings that it holds.</summary>
    public IReadOnlyList<Func<string, SettingValue?>> ToTables() => _value is TomlArray array && array.Items.All(static item => item is TomlTable)
        ? [.. array.Items.Select(item => (Func<string, SettingValue?>)(key => FindIn((TomlTable)item, key)))] : throw Error("an array of tables");

    /// <summary>A path, relative ones as seen from the file.</summary>
    public FsPath ToPath() => Absolute(ToText());

    /// <summary>A URL, or a path as seen from the file.</summary>
    public string ToLocation() => Located(ToText());

    /// <summary>URLs and paths, in brackets.</summary>
    public IReadOnlyList<string> ToLocations() => [.. ToTexts().Select(Located)];

    /// <summary>A path if it has a separator, relative ones as seen from the file; else the word itself.</summary>
    public string ToWordOrPath() => ToText() is var text && (text.Contains('/') || text.Contains(Path.DirectorySeparatorChar)) ? Absolute(text).ToSystemString() : text;

    /// <summary>The error for a value that cannot be: where it stands, and what is allowed.</summary>
    public UserErrorException Error(string allowed) =>
        new($"invalid value for `{Name}` in {_table.PlaceOf(_value.Position)}: expected {allowed}, found {Found}")
        {
            Details = _table.Document.FaultAt(_value.Position, "").Excerpt,
            IsUsage = true,
        };

    private string Found => _value.AsString is { } text ? $"`{text}`" : _value.Description;

    private SettingValue? FindIn(TomlTable table, string key) => table.Find(key) is { } value ? new SettingValue($"{Name}.{key}", value, _table) : null;

    private IReadOnlyList<string> Values(TomlEntry entry)
    {
        var value = new SettingValue($"{Name}.{entry.Key}", entry.Value, _table);
        return entry.Value.Kind == TomlKind.Array ? value.ToTexts() : [value.ToText()];
    }

    private string Located(string text) => text.Contains("://", StringComparison.Ordinal) ? text : Absolute(text).ToSystemString();

    private FsPath Absolute(string path) => _table.File.Parent.Append(RawText.ToBytes(path));
}
