namespace Kiln.Terminal;

/// <summary>Which version of a document this is.</summary>
/// <param name="Version">uv's: <c>preview</c> means that it may still change.</param>
internal sealed record SchemaDocument(string Version);
