using System.Security.Cryptography;
using System.Text;
using Kiln.Compiler;
using Kiln.Compiler.Tests.Support;

namespace Kiln.FrontEnd;

/// <summary>For each source on standard input a line on standard output: the reason of its rejection, or the hash of the dump of what the stage made.</summary>
internal static class Answers
{
    public static int Write(JudgedStage stage, int level, bool isText)
    {
        using Stream input = Console.OpenStandardInput();
        using Stream output = Console.OpenStandardOutput();
        SyntaxPipeline pipeline = new();
        Target target = new(minor: 13, micro: 18);
        while (ReadSource(input) is { } source)
        {
            Reject reject = stage.Run(pipeline, source, target, level);
            byte[] answer = reject.IsNone ? Answer(stage.Dump(pipeline), isText) : Encoding.ASCII.GetBytes($"reject {reject.Reason} {reject.Line}");
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
