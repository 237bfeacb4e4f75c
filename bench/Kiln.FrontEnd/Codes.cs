using System.Text;
using Kiln.Compiler;

namespace Kiln.FrontEnd;

/// <summary>For each source on standard input, on standard output a line with the length of its marshalled code object and that, or a line that tells the reason of its rejection.</summary>
internal static class Codes
{
    public static int Write(int micro, int level, string fileName, WarningPolicy warnings)
    {
        using Stream input = Console.OpenStandardInput();
        using Stream output = Console.OpenStandardOutput();
        PythonCompiler compiler = new();
        Target target = new(minor: 13, micro);
        byte[] name = Encoding.UTF8.GetBytes(fileName);
        while (Answers.ReadSource(input) is { } source)
        {
            Reject reject = compiler.Compile(source, name, level, target, warnings, out ReadOnlySpan<byte> marshalled);
            output.Write(Encoding.ASCII.GetBytes(reject.IsNone ? $"{marshalled.Length}\n" : $"reject {reject.Reason} {reject.Line}\n"));
            output.Write(marshalled);
            output.Flush();
        }

        return 0;
    }
}
