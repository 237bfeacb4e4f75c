using Kiln.Compiler.Pyc;
using Kiln.Engine.Interpreters;

namespace Kiln.Engine.Bytecode;

/// <summary>What decides whether an interpreter uses a <c>.pyc</c>: enough to judge one without starting it.</summary>
/// <param name="Magic">The magic number, as <see cref="PycHeader.Magic"/>.</param>
/// <param name="CacheTag">The part of the file name: <c>cpython-312</c>.</param>
/// <param name="HashRounds">How it hashes sources.</param>
public sealed record BytecodeFormat(uint Magic, string CacheTag, SipHashRounds HashRounds)
{
    /// <summary>The format of an interpreter.</summary>
    public static BytecodeFormat Of(InterpreterInfo interpreter) =>
        new(interpreter.Magic, interpreter.CacheTag, SourceHash.RoundsOfCPython(interpreter.Minor));
}
