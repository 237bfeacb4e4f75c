namespace Kiln.Engine.Interpreters;

/// <summary>The C library that an interpreter runs on: <c>glibc</c> or <c>musl</c>, with its version.</summary>
public sealed record CLibrary(string Name, int Major, int Minor);
