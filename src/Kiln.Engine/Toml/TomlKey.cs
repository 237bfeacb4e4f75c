namespace Kiln.Engine.Toml;

/// <summary>One part of a dotted key, and where it stands.</summary>
internal readonly record struct TomlKey(string Name, TomlPosition Position);
