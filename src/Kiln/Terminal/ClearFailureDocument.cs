namespace Kiln.Terminal;

/// <summary>Something that could not be removed, in a <see cref="ClearDocument"/>.</summary>
internal sealed record ClearFailureDocument(PathDocument Path, string Reason);
