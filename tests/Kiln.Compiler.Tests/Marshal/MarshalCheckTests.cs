using System.Text;
using Kiln.Compiler.Marshal;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.Marshal;

public class MarshalCheckTests
{
    private const string Source = """
        import os, sys as system
        class A:
            'Text — ä \U0001F600'
            def f(self, *, key=(1, -1, 2**40, 2**100, 1.5, 2j, b'x', ..., None, True), **more):
                return [lambda: self, key in {'a', 'bc', 'de'}, more[1:2], '\ud800']
        """;

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    internal void The_standard_library_is_whole(PythonVersion python)
    {
        IReadOnlyList<byte[]> streams = Streams.OfStandardLibrary(python);
        Assert.NotEmpty(streams);
        Assert.All(streams, stream =>
            Assert.Equal(new MarshalOutcome(MarshalStatus.Ok, stream.Length), MarshalCheck.Check(stream, python.Minor)));
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    internal void Every_beginning_of_a_stream_is_truncated(PythonVersion python)
    {
        byte[] stream = Streams.Of(python, Source)[0];
        for (int length = 0; length < stream.Length; length++)
            Assert.Equal(MarshalStatus.Truncated, MarshalCheck.Check(stream.AsSpan(0, length), python.Minor).Status);
        Assert.True(MarshalCheck.Check(stream, python.Minor).IsOk);
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    internal void What_follows_a_whole_object_is_corrupt(PythonVersion python)
    {
        byte[] stream = Streams.Of(python, Source)[0];
        Assert.Equal(
            new MarshalOutcome(MarshalStatus.Corrupt, stream.Length),
            MarshalCheck.Check([.. stream, (byte)'N'], python.Minor));
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.EachCPython), MemberType = typeof(Pythons))]
    internal void Nesting_ends_where_the_interpreter_ends_it(PythonVersion python)
    {
        const string Script = """
            import marshal, sys
            data = sys.stdin.buffer.read()
            try:
                marshal.loads(data)
                print('Ok')
            except ValueError:
                print('Corrupt')
            """;
        foreach (int depth in (int[])[10, 1999, 2000, 2001, 3000])
        {
            byte[] stream = WithNestedConstant(Streams.Of(python, "")[0], depth);
            Assert.Equal(Pythons.RunText(python, Script, stream), $"{MarshalCheck.Check(stream, python.Minor).Status}");
        }
    }

    [Theory]
    [InlineData("", MarshalStatus.Truncated, 0)]
    [InlineData("N", MarshalStatus.Corrupt, 0)]
    [InlineData("(\xFF\xFF\xFF\x7F", MarshalStatus.Corrupt, 0)]
    [InlineData("c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0s\xFF\xFF\xFF\x7F", MarshalStatus.Truncated, 21)]
    [InlineData("c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0s\0\0\0\0(\xFF\xFF\xFF\x7FN", MarshalStatus.Truncated, 32)]
    [InlineData("c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0s\0\0\0\0(\xFF\xFF\xFF\xFFN", MarshalStatus.Corrupt, 26)]
    [InlineData("c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0s\0\0\0\0r\0\0\0\0", MarshalStatus.Corrupt, 26)]
    [InlineData("\xE3\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0r\0\0\0\0", MarshalStatus.Corrupt, 21)]
    [InlineData("c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0N", MarshalStatus.Corrupt, 21)]
    [InlineData("c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0s\0\0\0\0)\u0001u\u0001\0\0\0\xFF", MarshalStatus.Corrupt, 28)]
    [InlineData("c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0s\0\0\0\0)\u0001l\u0001\0\0\0\0\0", MarshalStatus.Corrupt, 28)]
    [InlineData("c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0s\0\0\0\0)\u0001?", MarshalStatus.Corrupt, 28)]
    public void Hostile_streams_are_told_where_they_go_wrong(string stream, MarshalStatus status, int offset) =>
        Assert.Equal(new MarshalOutcome(status, offset), MarshalCheck.Check(Encoding.Latin1.GetBytes(stream), pythonMinor: 13));

    [PythonTheory]
    [MemberData(nameof(Pythons.EachCPython), MemberType = typeof(Pythons))]
    internal void Mutated_streams_are_answered(PythonVersion python)
    {
        byte[] stream = Streams.Of(python, Source)[0];
        Random random = new(python.Minor);
        int rejected = 0;
        for (int round = 0; round < 20_000; round++)
        {
            MarshalOutcome outcome = MarshalCheck.Check(Mutation.Of(stream, random), python.Minor);
            Assert.InRange(outcome.Offset, 0, stream.Length);
            rejected += outcome.IsOk ? 0 : 1;
        }

        Assert.InRange(rejected, 1, 19_999);
    }

    /// <summary>
    /// Puts nested tuples where an empty module has its constants, <c>(None,)</c>, or from 3.15 on <c>()</c>, so that the
    /// innermost object lies at the given depth.
    /// </summary>
    private static byte[] WithNestedConstant(byte[] stream, int depth)
    {
        int constants = stream.AsSpan().IndexOfAny((byte)')', (byte)(')' | MarshalTypes.ReferableFlag));
        int end = constants + 2 + stream[constants + 1];
        byte[] tuples = [.. Enumerable.Repeat((byte[])[(byte)')', 1], depth - 2).SelectMany(each => each)];
        return [.. stream[..constants], .. tuples, (byte)'N', .. stream[end..]];
    }
}
