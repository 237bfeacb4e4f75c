using System.Text;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.Unparsing;

/// <summary>The text of annotations, against CPython's; the whole of it is bench/front-end.</summary>
public sealed class UnparserTests
{
    private static readonly string[] Expressions = Resources.Read("expressions.txt").TrimEnd().Split('\n');

    [JudgeFact]
    public void Annotations_have_the_text_that_CPython_gives_them()
    {
        byte[][] sources = [.. Expressions.Select(expression => Encoding.UTF8.GetBytes(Source(expression)))];
        foreach (PythonVersion python in SyntaxJudge.Pythons)
            Assert.Empty(SyntaxJudge.Disagreements(JudgedStage.Annotations, python, level: 0, sources, out _));
    }

    [JudgeFact]
    public void Mutants_of_annotations_have_the_text_that_CPython_gives_them()
    {
        Random random = new(20261121);
        byte[][] sources = [.. Enumerable.Range(0, 3000).Select(_ => TokenMutation.Of(Expressions[random.Next(Expressions.Length)], random))
            .Where(mutant => !mutant.Contains((byte)'\n')).Select(mutant => Encoding.UTF8.GetBytes(Source(Encoding.UTF8.GetString(mutant))))];
        foreach (PythonVersion python in SyntaxJudge.Pythons)
            Assert.Empty(SyntaxJudge.Disagreements(JudgedStage.Annotations, python, level: 0, sources, out _));
    }

    [Theory]
    [InlineData("1e16", "1e+16")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("1e400", "1e309")]
    [InlineData("1e400j", "1e309j")]
    [InlineData("lambda *a: a", "lambda*a: a")]
    [InlineData("'it\\'s'", "\"it's\"")]
    [InlineData("f'{ {1}}'", "f'{ {1}}'")]
    [InlineData("x[(a, b)]", "x[a, b]")]
    public void Text_is_written_as_CPython_writes_it(string expression, string expected)
    {
        SyntaxPipeline pipeline = new();
        Assert.Equal(Reject.None, Run(pipeline, expression));
        Assert.Equal($"x={expected}\0", Encoding.UTF8.GetString(pipeline.Annotations.WrittenSpan));
    }

    [Theory]
    [InlineData("'\u0378'", RejectReason.UndecidedCharacter)]
    [InlineData("f'\U0001F600{x}'", RejectReason.UndecidedCharacter)]
    public void Characters_that_only_tables_know_are_handed_back(string expression, RejectReason reason) =>
        Assert.Equal(reason, Run(new SyntaxPipeline(), expression).Reason);

    [Fact]
    public void The_longest_chains_of_the_parser_are_written() =>
        Assert.True(Run(new SyntaxPipeline(), "x" + new StringBuilder().Insert(0, " + x", 2990)).IsNone);

    [Fact]
    public void Ints_without_decimal_text_are_handed_back() =>
        Assert.Equal(RejectReason.HugeInteger, Run(new SyntaxPipeline(), "0x" + new string('f', 4000)).Reason);

    private static string Source(string expression) => $"from __future__ import annotations\nx: ({expression})\n";

    private static Reject Run(SyntaxPipeline pipeline, string expression) =>
        JudgedStage.Annotations.Run(pipeline, Encoding.UTF8.GetBytes(Source(expression)), new Target(minor: 13, micro: 18), 0);
}
