namespace Kiln.Engine.Tags;

/// <summary>The version of a C library or of macOS, as far as tags name it.</summary>
public readonly record struct SystemVersion(int Major, int Minor);
