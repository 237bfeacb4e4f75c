using System.Text;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests;

/// <summary>The whole compiler, against the CPythons of this machine; the whole of it is bench/front-end.</summary>
public sealed class PythonCompilerTests
{
    private static readonly byte[] Name = "source"u8.ToArray();

    private static IEnumerable<byte[]> Sources =>
        Resources.Read("units.txt").Split("#### ", StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Encoding.UTF8.GetBytes(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..text.IndexOf("----\n", StringComparison.Ordinal)]))
            .Concat(Resources.Read("snippets.txt").Split("\n----\n").Select(Encoding.UTF8.GetBytes));

    [JudgeFact]
    public void Code_objects_are_to_the_byte_those_of_CPython()
    {
        byte[][] sources = [.. Sources];
        foreach (PythonVersion python in SyntaxJudge.Pythons)
        {
            for (int level = 0; level <= 2; level++)
            {
                Assert.Empty(SyntaxJudge.Disagreements(JudgedStage.Codes, python, level, sources, out int handedBack));
                Assert.InRange(handedBack, 0, sources.Length / 20);
            }
        }
    }

    [Theory]
    [InlineData("a is 1")]
    [InlineData("assert (a, b)")]
    [InlineData("1()")]
    [InlineData("[a](b)")]
    [InlineData("None[0]")]
    [InlineData("(a, b)['c']")]
    [InlineData("'\\d'")]
    [InlineData("b'\\d'")]
    [InlineData("'\\777'")]
    [InlineData("f'\\{a}'")]
    [InlineData("1if a else b")]
    [InlineData("~True")]
    public void Sources_of_which_CPython_warns_are_handed_back_unless_warnings_are_ignored(string source)
    {
        PythonCompiler compiler = new();
        Target target = new(minor: 13, micro: 5);
        byte[] bytes = Encoding.UTF8.GetBytes(source);
        Assert.Equal(new Reject(RejectReason.Warning, 1), compiler.Compile(bytes, Name, level: 0, target, WarningPolicy.HandBack, out _));
        Assert.Equal(Reject.None, compiler.Compile(bytes, Name, level: 0, target, WarningPolicy.Ignore, out ReadOnlySpan<byte> marshalled));
        Assert.False(marshalled.IsEmpty);
    }

    [Fact]
    public void Comprehensions_of_the_one_release_that_made_them_otherwise_are_handed_back()
    {
        PythonCompiler compiler = new();
        Target target = new(minor: 13, micro: 4);
        Reject reject = compiler.Compile("\n(a for a in b)"u8, Name, level: 0, target, WarningPolicy.Ignore, out _);
        Assert.Equal(new Reject(RejectReason.UnsupportedSyntax, 2), reject);
    }

    [Fact]
    public void A_file_after_others_is_compiled_as_it_would_be_alone()
    {
        PythonCompiler used = new();
        Target target = new(minor: 13, micro: 5);
        foreach (byte[] source in Sources)
        {
            byte[]? alone = Compile(new PythonCompiler(), source, target);
            Assert.Equal(alone, Compile(used, source, target));
        }
    }

    private static byte[]? Compile(PythonCompiler compiler, byte[] source, Target target)
    {
        Reject reject = compiler.Compile(source, Name, level: 0, target, WarningPolicy.Ignore, out ReadOnlySpan<byte> marshalled);
        return reject.IsNone ? marshalled.ToArray() : null;
    }
}
