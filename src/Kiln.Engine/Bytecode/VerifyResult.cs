using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>What was found of a source's bytecode at one level.</summary>
/// <param name="Source">The source.</param>
/// <param name="Level">The optimisation level.</param>
/// <param name="Verdict">Whether it will be used.</param>
/// <param name="Detail">More on the verdict, in words; null where it says all.</param>
/// <param name="BreaksImport">
/// The import raises an error instead of compiling the source: it finds out only behind a valid header, where it does not turn back.
/// </param>
public sealed record VerifyResult(FsPath Source, int Level, BytecodeVerdict Verdict, string? Detail, bool BreaksImport);
