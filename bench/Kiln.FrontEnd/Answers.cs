using System.Security.Cryptography;
using System.Text;
using Kiln.Compiler;
using Kiln.Compiler.Tests.Support;

namespace Kiln.FrontEnd;

/// <summary>For each source on standard input a line on standard output: the reason of its rejection, or the hash of the dump of its tree or symbols.</summary>
internal static class Answers
{
    public static int WriteTrees(int level, bool isText) =>
        Write((pipeline, source, target) => pipeline.Run(source, target, level), pipeline => new SyntaxDump(pipeline.Tree).Dump(), isText);

    public static int WriteSymbols(int level, bool isText) => Write(
        (pipeline, source, target) => pipeline.Run(source, target, level) is { IsNone: false } reject ? reject : pipeline.BuildSymbols(target),
        pipeline => new SymbolDump(pipeline.Tree).Dump(pipeline.Symbols.Module),
        isText);

    public static int WriteInstructions(int level, bool isText) => Write(
        (pipeline, source, target) => Generate(pipeline, source, target, level),
        pipeline => pipeline.Instructions.Dump(),
        isText);

    private static Reject Generate(SyntaxPipeline pipeline, byte[] source, Target target, int level)
    {
        Reject reject = pipeline.Run(source, target, level);
        if (reject.IsNone)
            reject = pipeline.BuildSymbols(target);
        return reject.IsNone ? pipeline.Generate(target, level) : reject;
    }

    private static int Write(Func<SyntaxPipeline, byte[], Target, Reject> run, Func<SyntaxPipeline, byte[]> dump, bool isText)
    {
        using Stream input = Console.OpenStandardInput();
        using Stream output = Console.OpenStandardOutput();
        SyntaxPipeline pipeline = new();
        Target target = new(minor: 13, micro: 18);
        while (ReadSource(input) is { } source)
        {
            Reject reject = run(pipeline, source, target);
            byte[] answer = reject.IsNone ? Answer(dump(pipeline), isText) : Encoding.ASCII.GetBytes($"reject {reject.Reason} {reject.Line}");
            output.Write(answer);
            output.Write("\n"u8);
            output.Flush();
        }

        return 0;
    }

    private static byte[] Answer(byte[] dump, bool isText) => isText ? dump : Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(dump)));

    /// <summary>A source after a line with its length; null at the end.</summary>
    private static byte[]? ReadSource(Stream input)
    {
        int length = 0;
        int value;
        for (value = input.ReadByte(); value is >= '0' and <= '9'; value = input.ReadByte())
            length = (length * 10) + (value - '0');
        if (value < 0)
            return null;
        byte[] source = new byte[length];
        input.ReadExactly(source);
        return source;
    }
}
