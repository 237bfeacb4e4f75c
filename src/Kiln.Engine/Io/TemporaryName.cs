using System.Buffers;
using System.Text;

namespace Kiln.Engine.Io;

/// <summary>
/// Names of Kiln's unfinished files and staging folders: <c>.kiln-</c>, a random part, an ending. No two processes make the same,
/// and whoever meets one whose maker is gone may remove it.
/// </summary>
internal static class TemporaryName
{
    private const int RandomLength = 12;
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    private static readonly string Process = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray().AsSpan(0, RandomLength / 2));
    private static int Count;

    /// <summary>The random part of this process's names.</summary>
    public static string OfThisProcess => Process;

    /// <summary>True for a name of this form: <c>.kiln-3f9c21d07a5e-1</c>.</summary>
    public static bool IsOne(ReadOnlySpan<byte> name)
    {
        const int start = 6;
        const int ending = start + RandomLength;
        return name.Length > ending + 1 && name.StartsWith(".kiln-"u8) && name[ending] == (byte)'-'
            && !name[start..ending].ContainsAnyExcept(HexDigits) && !name[(ending + 1)..].ContainsAnyExcept(HexDigits);
    }

    /// <summary>A name that nobody has used, 25 bytes at the most.</summary>
    public static byte[] Next() => Encoding.ASCII.GetBytes($".kiln-{Process}-{Interlocked.Increment(ref Count):x}");
}
