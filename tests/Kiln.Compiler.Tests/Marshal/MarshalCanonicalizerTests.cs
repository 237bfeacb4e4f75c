using System.Buffers;
using System.Text;
using Kiln.Compiler.Marshal;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.Marshal;

public class MarshalCanonicalizerTests
{
    private const string InternsNames = "first_name = second_name = ä = 1\nx = f'{{{x}}}'\n";

    private const string DependsOnNames = """
        def f(x):
            return x in {'first_name', 'other words', 'second_name', 5}
        def g(x):
            return x in {'first_name', 'other words', 'second_name', 5} or x in ('ä', '{', '}', 5000, 'Other')
        """;

    [PythonTheory]
    [MemberData(nameof(Pythons.EachCPython), MemberType = typeof(Pythons))]
    internal void The_standard_library_has_the_same_bytes_in_any_order(PythonVersion python)
    {
        MarshalCanonicalizer canonicalizer = new(python.Minor, NothingIsInterned);
        IReadOnlyList<byte[]> forwards = Streams.OfStandardLibrary(python, every: 5);
        IReadOnlyList<byte[]> backwards = Streams.OfStandardLibrary(python, every: 5, isReversed: true);

        Assert.Equal(forwards.Count, backwards.Count);
        Assert.All(forwards.Zip(backwards), pair =>
            Assert.True(Canonical(canonicalizer, pair.First).AsSpan().SequenceEqual(Canonical(canonicalizer, pair.Second))));
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.EachCPython), MemberType = typeof(Pythons))]
    internal void Names_used_by_earlier_files_leave_no_trace(PythonVersion python)
    {
        MarshalCanonicalizer canonicalizer = new(python.Minor, NothingIsInterned);
        byte[] fresh = Streams.Of(python, DependsOnNames)[0];
        byte[] later = Streams.Of(python, InternsNames, DependsOnNames)[1];
        Assert.Equal(Canonical(canonicalizer, fresh), Canonical(canonicalizer, later));
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.EachCPython), MemberType = typeof(Pythons))]
    internal void Names_interned_at_the_start_keep_frozensets_apart(PythonVersion python)
    {
        const string UsesFile = """
            def f(x):
                return x in {'file', 'folder_name'}
            def g(x):
                return x in {'file', 'folder_name'}
            """;
        MarshalCanonicalizer canonicalizer = new(python.Minor, names => names.Contains("file"));
        byte[] fresh = Streams.Of(python, UsesFile)[0];
        byte[] later = Streams.Of(python, "folder_name = 1", UsesFile)[1];
        Assert.Equal(Canonical(canonicalizer, fresh), Canonical(canonicalizer, later));
        Assert.Equal(python.Minor >= 11, Canonical(canonicalizer, fresh).AsSpan().SequenceEqual(fresh));
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.EachCPython), MemberType = typeof(Pythons))]
    internal void From_3_11_on_a_fresh_process_writes_the_canonical_bytes(PythonVersion python)
    {
        MarshalCanonicalizer canonicalizer = new(python.Minor, NothingIsInterned);
        byte[] fresh = Streams.Of(python, DependsOnNames)[0];
        Assert.Equal(python.Minor >= 11, Canonical(canonicalizer, fresh).AsSpan().SequenceEqual(fresh));
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.EachCPython), MemberType = typeof(Pythons))]
    internal void The_interpreter_loads_equal_code(PythonVersion python)
    {
        MarshalCanonicalizer canonicalizer = new(python.Minor, NothingIsInterned);
        IReadOnlyList<byte[]> streams =
        [
            .. Streams.OfStandardLibrary(python),
            .. Streams.Of(python, InternsNames, DependsOnNames),
        ];
        Assert.True(Streams.AreEqual(python, streams.Select(stream => (stream, Canonical(canonicalizer, stream)))));
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.EachCPython), MemberType = typeof(Pythons))]
    internal void Canonical_streams_stay_as_they_are(PythonVersion python)
    {
        MarshalCanonicalizer canonicalizer = new(python.Minor, NothingIsInterned);
        Assert.All(Streams.OfStandardLibrary(python), stream =>
        {
            byte[] canonical = Canonical(canonicalizer, stream);
            Assert.True(MarshalCheck.Check(canonical, python.Minor).IsOk);
            Assert.Equal(canonical, Canonical(canonicalizer, canonical));
        });
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.EachCPython), MemberType = typeof(Pythons))]
    internal void Mutated_streams_are_answered(PythonVersion python)
    {
        MarshalCanonicalizer canonicalizer = new(python.Minor, NothingIsInterned);
        byte[] stream = Streams.Of(python, InternsNames, DependsOnNames)[1];
        Random random = new(python.Minor);
        for (int round = 0; round < 10_000; round++)
        {
            byte[] mutated = Mutation.Of(stream, random);
            ArrayBufferWriter<byte> output = new();
            if (canonicalizer.TryCanonicalize(mutated, output))
                Assert.True(MarshalCheck.Check(output.WrittenSpan, python.Minor).IsOk);
            else
                Assert.Equal(0, output.WrittenCount);
        }
    }

    [Fact]
    public void References_that_stand_for_exponentially_many_bytes_are_refused()
    {
        // Constants: tuples of twice the tuple before, 60 of them, in a frozenset that must be sorted.
        StringBuilder constants = new();
        constants.Append(")\u0001>\u0002\0\0\0N");
        for (int level = 0; level < 60; level++)
            constants.Append("\xA9\u0002");
        constants.Append('N').Append('N');
        for (int level = 58; level >= 0; level--)
            constants.Append($"r{(char)(level + 1)}\0\0\0");
        string stream = "c" + new string('\0', 24) + "s\0\0\0\0" + constants + ")\0)\0)\0)\0" + "z\0z\0" + "\0\0\0\0" + "s\0\0\0\0";
        byte[] bytes = Encoding.Latin1.GetBytes(stream);

        Assert.True(MarshalCheck.Check(bytes, pythonMinor: 8).IsOk);
        Assert.False(new MarshalCanonicalizer(pythonMinor: 8, NothingIsInterned).TryCanonicalize(bytes, new ArrayBufferWriter<byte>()));
    }

    private static bool NothingIsInterned(IReadOnlyList<string> names) => false;

    private static byte[] Canonical(MarshalCanonicalizer canonicalizer, byte[] stream)
    {
        ArrayBufferWriter<byte> output = new();
        return canonicalizer.TryCanonicalize(stream, output) ? output.WrittenSpan.ToArray() : stream;
    }
}
