using System.Text;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.Syntax;

/// <summary>The trees of tokenizer, parser and folding, against those of CPython; the whole of it is bench/front-end.</summary>
public sealed class ParserTests
{
    private const string LibrarySources = """
        import sys, sysconfig, pathlib
        files = sorted(pathlib.Path(sysconfig.get_path('stdlib')).glob('*.py')) + sorted(pathlib.Path(sysconfig.get_path('stdlib')).glob('*/*.py'))
        print('\n'.join(str(file) for file in files if file.is_file() and file.stat().st_size < 100_000))
        """;

    private static readonly string[] Snippets = Resources.Read("snippets.txt").Split("\n----\n");

    [JudgeFact]
    public void Snippets_have_the_tree_of_CPython_or_are_rejected_as_there()
    {
        byte[][] sources = [.. Snippets.Select(Encoding.UTF8.GetBytes)];
        foreach (PythonVersion python in SyntaxJudge.Pythons)
        {
            Assert.Empty(SyntaxJudge.Disagreements(JudgedStage.Trees, python, level: -1, sources, out int handedBack));
            Assert.Equal(0, handedBack);
        }
    }

    [JudgeFact]
    public void Snippets_are_folded_as_CPython_folds_them()
    {
        byte[][] sources = [.. Snippets.Select(Encoding.UTF8.GetBytes)];
        foreach (PythonVersion python in SyntaxJudge.Pythons)
        {
            for (int level = 0; level <= 2; level++)
                Assert.Empty(SyntaxJudge.Disagreements(JudgedStage.Trees, python, level, sources, out _));
        }
    }

    [JudgeFact]
    public void Mutants_are_accepted_only_where_CPython_accepts_them()
    {
        Random random = new(20261121);
        byte[][] sources = [.. Enumerable.Range(0, 4000).Select(_ => TokenMutation.Of(Snippets[random.Next(Snippets.Length)], random))];
        foreach (PythonVersion python in SyntaxJudge.Pythons)
        {
            Assert.Empty(SyntaxJudge.Disagreements(JudgedStage.Trees, python, level: 0, sources, out int handedBack));
            Assert.InRange(handedBack, 0, 40);
        }
    }

    [JudgeFact]
    public void A_part_of_the_library_has_the_trees_of_CPython()
    {
        foreach (PythonVersion python in SyntaxJudge.Pythons)
        {
            string[] files = Pythons.RunText(python, LibrarySources).Split('\n');
            byte[][] sources = [.. files.Where((_, index) => index % 12 == 0).Select(File.ReadAllBytes)];
            Assert.NotEmpty(sources);
            Assert.Empty(SyntaxJudge.Disagreements(JudgedStage.Trees, python, level: 0, sources, out int handedBack));
            Assert.InRange(handedBack, 0, sources.Length / 10);
        }
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("f(", ")")]
    [InlineData("-", "")]
    [InlineData("not ", "")]
    [InlineData("lambda: ", "")]
    [InlineData("x if y else ", "")]
    [InlineData("x ** ", "")]
    [InlineData("x + ", "")]
    [InlineData("", ".x")]
    [InlineData("", "()")]
    [InlineData("f'{", "}'")]
    public void Endless_nesting_is_handed_back(string before, string after)
    {
        const int Depth = 100_000;
        StringBuilder source = new();
        source.Insert(0, before, Depth).Append('x').Append(new StringBuilder().Insert(0, after, Depth)).Append('\n');

        RejectReason reason = Run(source.ToString()).Reason;

        Assert.True(reason is RejectReason.TooDeep or RejectReason.SyntaxError, $"{reason}");
    }

    [Fact]
    public void Endless_elifs_are_handed_back() =>
        Assert.Equal(RejectReason.TooDeep, Run("if x: pass\n" + new StringBuilder().Insert(0, "elif x: pass\n", 100_000)).Reason);

    [Fact]
    public void Long_displays_and_lines_are_parsed()
    {
        Assert.True(Run("x = [" + new StringBuilder().Insert(0, "1, ", 3_000_000) + "]\n").IsNone);
        Assert.True(Run("x = '" + new string('a', 1 << 20) + "'\n").IsNone);
        Assert.True(Run("x = 1\n" + new string('\n', 1 << 20) + "y\n").IsNone);
    }

    [Theory]
    [InlineData("é = 1\n", RejectReason.NonAsciiIdentifier)]
    [InlineData("x = '\\N{DASH}'\n", RejectReason.NamedEscape)]
    [InlineData("x = f'\\N{DASH}'\n", RejectReason.NamedEscape)]
    [InlineData("x = 2 ** 0.3\n", RejectReason.NumberFolding)]
    [InlineData("from __future__ import barry_as_FLUFL\n", RejectReason.UnsupportedSyntax)]
    [InlineData("x = 1 +\n", RejectReason.SyntaxError)]
    [InlineData("if x:\n\ty\n        z\n", RejectReason.SyntaxError)]
    public void Rejects_say_why(string source, RejectReason reason) => Assert.Equal(reason, Run(source).Reason);

    [Fact]
    public void Ints_longer_than_CPython_converts_are_handed_back()
    {
        Assert.True(Run("x = " + new string('9', 4300) + "\n").IsNone);
        Assert.Equal(RejectReason.HugeInteger, Run("x = " + new string('9', 4301) + "\n").Reason);
    }

    [Fact]
    public void Syntax_of_later_versions_is_rejected_for_earlier_ones()
    {
        const string Source = "def f[T = int](): pass\n";
        Assert.True(Run(Source, minor: 13).IsNone);
        Assert.False(Run(Source, minor: 12).IsNone);
        Assert.True(Run("try: pass\nexcept A, B: pass\n", minor: 14).IsNone);
        Assert.False(Run("try: pass\nexcept A, B: pass\n", minor: 13).IsNone);
    }

    private static Reject Run(string source, int minor = 13) =>
        new SyntaxPipeline().Run(Encoding.UTF8.GetBytes(source), new Target(minor, micro: 18), level: 0);
}
