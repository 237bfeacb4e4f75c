using System.Text;
using Kiln.Compiler;

namespace Kiln.FrontEnd;

/// <summary>For each source on standard input, on standard output: a line with the reason of its rejection, or a line with the length of its marshalled code, and the code.</summary>
internal static class CodeAnswers
{
    public static int Write(Target target, int level)
    {
        using Stream input = Console.OpenStandardInput();
        using Stream output = Console.OpenStandardOutput();
        PythonCompiler compiler = new();
        while (Answers.ReadSource(input) is { } source)
        {
            Reject reject = compiler.Compile(source, "source.py"u8, level, target);
            if (reject.IsNone)
            {
                output.Write(Encoding.ASCII.GetBytes($"code {compiler.Code.Length}\n"));
                output.Write(compiler.Code);
            }
            else
            {
                output.Write(Encoding.ASCII.GetBytes($"reject {reject.Reason} {reject.Line}\n"));
            }

            output.Flush();
        }

        return 0;
    }
}
