using Kiln.Engine.Io;
using Kiln.Engine.Toml;

namespace Kiln.Engine.Configuration;

/// <summary>One table of a configuration file.</summary>
internal sealed record SettingsTable
{
    /// <summary>The file, absolute.</summary>
    public required FsPath File { get; init; }

    /// <summary>The document, which knows its lines.</summary>
    public required TomlDocument Document { get; init; }

    /// <summary>The keys.</summary>
    public required TomlTable Table { get; init; }

    /// <summary>True for Kiln's own tables, false for uv's.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>True for <c>[pip]</c>, <c>[tool.uv.pip]</c>.</summary>
    public bool IsPip { get; init; }

    /// <summary>Where something in it stands: "`/a/uv.toml`, line 3, column 7".</summary>
    public string PlaceOf(TomlPosition position) => $"`{File}`, {position}";

    /// <summary>The table <c>pip</c> within this one; null if there is none.</summary>
    public SettingsTable? PipTable() => Table.Find("pip") switch
    {
        null => null,
        TomlTable pip => this with { Table = pip, IsPip = true },
        var other => throw new SettingValue("pip", other, this).Error("a table"),
    };

    /// <summary>One warning for each key that nobody knows.</summary>
    public IEnumerable<string> UnknownKeys() =>
        from entry in Table.Entries
        where IsOwn ? !SettingNames.IsKnown(entry.Key) : !SettingNames.IsKnownToUv(entry.Key, IsPip)
        select $"unknown setting `{entry.Key}` in {PlaceOf(entry.Position)}";
}
