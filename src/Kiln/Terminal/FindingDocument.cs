namespace Kiln.Terminal;

/// <summary>Something found beside sources and bytecode, in a <see cref="VerifyDocument"/>.</summary>
internal sealed record FindingDocument(string Kind, PathDocument Path, string? Detail);
