using FsCheck;
using FsCheck.Fluent;
using Kiln.Compiler.Pyc;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.Pyc;

public class PycHeaderTests
{
    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    internal void Headers_are_those_that_py_compile_writes(PythonVersion python)
    {
        const string Script = """
            import os, py_compile, sys, tempfile
            with tempfile.TemporaryDirectory() as folder:
                source = os.path.join(folder, 'm.py')
                with open(source, 'wb') as file:
                    file.write(b'x = 1\n')
                os.utime(source, (7, 1700000000))
                for mode in py_compile.PycInvalidationMode:
                    with open(py_compile.compile(source, doraise=True, invalidation_mode=mode), 'rb') as file:
                        sys.stdout.buffer.write(file.read(16))
            """;
        byte[] source = "x = 1\n"u8.ToArray();
        SipHashRounds rounds = python.IsCPython ? SourceHash.RoundsOfCPython(python.Minor) : SipHashRounds.TwoFour;
        ulong hash = SourceHash.Compute(source, python.Magic, rounds);
        PycHeader[] expected =
        [
            PycHeader.Timestamp(python.Magic, 1700000000, (uint)source.Length),
            PycHeader.Hash(python.Magic, hash, checkSource: true),
            PycHeader.Hash(python.Magic, hash, checkSource: false),
        ];

        byte[] headers = Pythons.Run(python, Script);

        byte[] written = new byte[3 * PycHeader.SizeBytes];
        for (int index = 0; index < expected.Length; index++)
            expected[index].WriteTo(written.AsSpan(index * PycHeader.SizeBytes));
        Assert.Equal(Convert.ToHexString(headers), Convert.ToHexString(written));
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.True(PycHeader.TryParse(headers.AsSpan(index * PycHeader.SizeBytes), out PycHeader parsed));
            Assert.Equal(expected[index], parsed);
            Assert.Equal((InvalidationMode)index, parsed.Mode);
        }
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(1, 1),
            Prop.ForAll<uint, uint, ulong>((magic, flags, stamp) =>
            {
                byte[] bytes = new byte[PycHeader.SizeBytes];
                new PycHeader(magic, flags, stamp).WriteTo(bytes);
                return PycHeader.TryParse(bytes, out PycHeader parsed) && parsed == new PycHeader(magic, flags, stamp);
            }));

    [Fact]
    public void Fifteen_bytes_are_no_header() => Assert.False(PycHeader.TryParse(new byte[15], out _));

    [Fact]
    public void Time_and_size_are_read_back()
    {
        PycHeader header = PycHeader.Timestamp(magic: 1, mtime: 0xFFFFFFFE, sourceSize: 0xFFFFFFFD);
        Assert.Equal(0xFFFFFFFE, header.Mtime);
        Assert.Equal(0xFFFFFFFD, header.SourceSize);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(0x80000001, false)]
    public void Flags_beyond_PEP_552_are_unknown(uint flags, bool isKnown) =>
        Assert.Equal(isKnown, new PycHeader(1, flags, 0).HasKnownFlags);
}
