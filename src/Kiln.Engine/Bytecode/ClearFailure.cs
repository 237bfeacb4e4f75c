using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Something that could not be removed, or a folder that could not be looked into.</summary>
/// <param name="Path">What.</param>
/// <param name="Reason">Why not, in words.</param>
public sealed record ClearFailure(FsPath Path, string Reason);
