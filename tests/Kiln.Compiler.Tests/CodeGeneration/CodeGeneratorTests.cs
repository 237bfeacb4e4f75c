using System.Globalization;
using System.Text;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.CodeGeneration;

/// <summary>What code generation makes, against what CPython 3.13.5 made when units.txt was written, and the faults that it finds.</summary>
public sealed class CodeGeneratorTests
{
    private const string Title = "#### ";
    private const string Separator = "----\n";

    private static readonly Target Target = new(minor: 13, micro: 5);

    public static TheoryData<string> Cases => [.. Resources.Read("units.txt").Split(Title, StringSplitOptions.RemoveEmptyEntries)];

    public static TheoryData<string> Faults => [.. Resources.Read("faults.txt").Split(Separator)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Units_are_those_of_CPython(string text)
    {
        int endOfTitle = text.IndexOf('\n', StringComparison.Ordinal);
        int separator = text.IndexOf(Separator, endOfTitle, StringComparison.Ordinal);
        int level = text[endOfTitle - 2] == ' ' ? CharUnicodeInfo.GetDecimalDigitValue(text[endOfTitle - 1]) : 0;
        byte[] source = Encoding.UTF8.GetBytes(text[(endOfTitle + 1)..separator]);

        SyntaxPipeline pipeline = new();
        Assert.Equal(Reject.None, JudgedStage.Instructions.Run(pipeline, source, Target, level));
        string units = Encoding.Latin1.GetString(pipeline.Instructions.Dump());
        Assert.Equal(text[(separator + Separator.Length)..], units);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Faults_that_no_grammar_finds_are_rejected(string source)
    {
        SyntaxPipeline pipeline = new();
        Reject reject = JudgedStage.Instructions.Run(pipeline, Encoding.UTF8.GetBytes(source), Target, 0);
        Assert.Equal(RejectReason.SyntaxError, reject.Reason);
    }

    [Fact]
    public void Bodies_of_finally_that_would_be_compiled_a_million_times_are_handed_back()
    {
        StringBuilder source = new("def f():\n");
        for (int depth = 1; depth < 20; depth++)
        {
            string indentation = new(' ', depth);
            source.Append(CultureInfo.InvariantCulture, $"{indentation}try: a\n{indentation}finally:\n");
        }

        source.Append(new string(' ', 20)).Append("b\n");
        Reject reject = JudgedStage.Instructions.Run(new SyntaxPipeline(), Encoding.UTF8.GetBytes(source.ToString()), Target, 0);
        Assert.Equal(RejectReason.TooLarge, reject.Reason);
    }
}
