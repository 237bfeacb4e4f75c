using Kiln.Compiler.Pyc;
using Kiln.Engine.Interpreters;

namespace Kiln.Engine.Bytecode;

/// <summary>What decides whether an interpreter uses a <c>.pyc</c>: enough to judge one without starting it.</summary>
/// <param name="Magic">The magic number, as <see cref="PycHeader.Magic"/>.</param>
/// <param name="CacheTag">The part of the file name: <c>cpython-312</c>.</param>
/// <param name="LikeMinor">The 3.x of CPython whose source hash and code objects it has: its own, and for PyPy at most 3.10.</param>
public sealed record BytecodeFormat(uint Magic, string CacheTag, int LikeMinor)
{
    private const int NewestLikePyPy = 10;

    /// <summary>How it hashes sources.</summary>
    public SipHashRounds HashRounds => SourceHash.RoundsOfCPython(LikeMinor);

    /// <summary>The format of an interpreter.</summary>
    /// <exception cref="UserErrorException">It writes no bytecode files.</exception>
    public static BytecodeFormat Of(InterpreterInfo interpreter)
    {
        if (interpreter.CacheTag is not { } tag)
            throw new UserErrorException($"{interpreter.DisplayName} at `{interpreter.Executable}` writes no bytecode files");
        int minor = interpreter.Version.Minor;
        return new BytecodeFormat(interpreter.Magic, tag, interpreter.IsCPython ? minor : Math.Min(minor, NewestLikePyPy));
    }
}
