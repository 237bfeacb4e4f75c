using System.Text;

namespace Kiln.Terminal;

/// <summary>Writers to the process's two streams.</summary>
internal static class ConsoleWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Standard output. A reader that has gone away (<c>kiln … | head</c>) is no error: .NET's console stream drops what follows.
    /// </summary>
    public static TextWriter ForStandardOutput() => new StreamWriter(Opened(Console.OpenStandardOutput), Utf8, bufferSize: 4096) { NewLine = "\n" };

    /// <summary>Standard error; where it cannot be written to, nothing can be told to anybody.</summary>
    public static TextWriter ForStandardError() =>
        new StreamWriter(new ForgivingStream(Opened(Console.OpenStandardError)), Utf8, bufferSize: 1024) { NewLine = "\n" };

    /// <summary>A descriptor that was closed before the start (<c>kiln >&amp;-</c>) takes everything and keeps nothing.</summary>
    private static Stream Opened(Func<Stream> open)
    {
        try
        {
            return open();
        }
        catch (UnauthorizedAccessException)
        {
            return Stream.Null;
        }
    }
}
