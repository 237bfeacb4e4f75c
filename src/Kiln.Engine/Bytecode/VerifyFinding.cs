using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Something worth telling that is not the bytecode of a source at hand.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Where.</param>
/// <param name="Detail">More on it, in words; null where the kind says all.</param>
public sealed record VerifyFinding(FindingKind Kind, FsPath Path, string? Detail = null);
