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
    /// <exception cref="UserErrorException">It writes no bytecode files.</exception>
    public static BytecodeFormat Of(InterpreterInfo interpreter)
    {
        if (interpreter.CacheTag is not { } tag)
            throw new UserErrorException($"{interpreter.DisplayName} at `{interpreter.Executable}` writes no bytecode files");
        var rounds = interpreter.IsCPython ? SourceHash.RoundsOfCPython(interpreter.Version.Minor) : SipHashRounds.TwoFour;
        return new BytecodeFormat(interpreter.Magic, tag, rounds);
    }
}
