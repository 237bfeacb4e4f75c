using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Kiln.Compiler;

namespace Kiln.BackEnd;

/// <summary>
/// Compiles the sources whose paths are on standard input. For each it writes the length of the stream and the stream, or the length of the
/// reason, negative, and the reason.
/// </summary>
internal static class Streams
{
    private const int StackSize = 256 << 20;

    public static int Write(string micro, string level)
    {
        Thread worker = new(() => WriteAll(int.Parse(micro, CultureInfo.InvariantCulture), int.Parse(level, CultureInfo.InvariantCulture)), StackSize);
        worker.Start();
        worker.Join();
        return 0;
    }

    private static void WriteAll(int micro, int level)
    {
        PythonCompiler compiler = new();
        Target target = new(minor: 13, micro);
        using Stream output = Console.OpenStandardOutput();
        using BufferedStream buffered = new(output, 1 << 20);
        Span<byte> head = stackalloc byte[sizeof(int)];
        while (Console.ReadLine() is { } path)
        {
            Reject reject = compiler.Compile(
                File.ReadAllBytes(path), Encoding.UTF8.GetBytes(path), level, target, WarningPolicy.Ignore, out ReadOnlySpan<byte> code);
            byte[] reason = reject.IsNone ? [] : Encoding.UTF8.GetBytes(reject.ToString());
            BinaryPrimitives.WriteInt32LittleEndian(head, reject.IsNone ? code.Length : -reason.Length);
            buffered.Write(head);
            buffered.Write(reject.IsNone ? code : reason);
        }
    }
}
