using Kiln.Compiler.Pyc;

namespace Kiln.Engine.Bytecode;

/// <summary>What <see cref="PycJudge"/> found.</summary>
/// <param name="Verdict">Whether the bytecode is used.</param>
/// <param name="Detail">More on the verdict, in words; null where it says all.</param>
/// <param name="Mode">What the header says of how it becomes stale; null if it has no valid header.</param>
/// <param name="BreaksImport">As in <see cref="VerifyResult"/>.</param>
internal readonly record struct PycJudgement(
    BytecodeVerdict Verdict, string? Detail = null, InvalidationMode? Mode = null, bool BreaksImport = false);
