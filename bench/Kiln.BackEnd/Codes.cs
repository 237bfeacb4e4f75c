using System.Globalization;
using System.Text;
using Kiln.Compiler;
using Kiln.FrontEnd;

namespace Kiln.BackEnd;

/// <summary>For each source on standard input, on standard output a line with the length of its marshalled code object and that, or a line that tells the reason of its rejection.</summary>
internal static class Codes
{
    /// <summary>That of Kiln's own workers.</summary>
    private const int StackBytes = 16 << 20;

    public static int Write(string micro, string level, string fileName)
    {
        Target target = new(minor: 13, int.Parse(micro, CultureInfo.InvariantCulture));
        Thread worker = new(() => WriteAll(target, int.Parse(level, CultureInfo.InvariantCulture), Encoding.UTF8.GetBytes(fileName)), StackBytes);
        worker.Start();
        worker.Join();
        return 0;
    }

    private static void WriteAll(Target target, int level, byte[] fileName)
    {
        using Stream input = Console.OpenStandardInput();
        using Stream output = Console.OpenStandardOutput();
        PythonCompiler compiler = new();
        while (SourceStream.Next(input) is { } source)
        {
            Reject reject = compiler.Compile(source, fileName, level, target, WarningPolicy.Ignore, out ReadOnlySpan<byte> marshalled);
            output.Write(Encoding.ASCII.GetBytes(reject.IsNone ? $"{marshalled.Length}\n" : $"reject {reject.Reason} {reject.Line}\n"));
            output.Write(marshalled);
            output.Flush();
        }
    }
}
