using Kiln.Compiler.Pyc;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.Pyc;

public class SourceHashTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 40), 255, 256, 257, 4095, 65537];

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    internal void Hashes_equal_those_of_the_interpreter(PythonVersion python)
    {
        const string Script = """
            import sys, importlib.util
            source = sys.stdin.buffer.read()
            for length in sys.argv[1:]:
                print(int.from_bytes(importlib.util.source_hash(source[:int(length)]), 'little'))
            """;
        byte[] source = new byte[Lengths.Max()];
        new Random(1).NextBytes(source);
        SipHashRounds rounds = python.IsCPython ? SourceHash.RoundsOfCPython(python.Minor) : SipHashRounds.TwoFour;

        string answers = Pythons.RunText(python, Script, source, [.. Lengths.Select(length => $"{length}")]);

        Assert.Equal(
            answers.Split('\n').Select(ulong.Parse),
            Lengths.Select(length => SourceHash.Compute(source.AsSpan(0, length), python.Magic, rounds)));
    }
}
