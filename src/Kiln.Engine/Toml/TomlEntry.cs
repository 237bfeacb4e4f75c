namespace Kiln.Engine.Toml;

/// <summary>A key of a table with its value, and where the key stands.</summary>
public readonly record struct TomlEntry(string Key, TomlValue Value, TomlPosition Position);
