using System.Text;

namespace Kiln.Engine.Io;

/// <summary>
/// Names of Kiln's unfinished files and staging folders: <c>.kiln-</c>, a random part, an ending. No two processes make the same,
/// and whoever meets one whose maker is gone may remove it.
/// </summary>
internal static class TemporaryName
{
    /// <summary>How all of them begin.</summary>
    public static ReadOnlySpan<byte> Prefix => ".kiln-"u8;

    private static readonly string Process = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray().AsSpan(0, 6));
    private static int Count;

    /// <summary>The random part of this process's names.</summary>
    public static string OfThisProcess => Process;

    /// <summary>A name that nobody has used, 25 bytes at the most.</summary>
    public static byte[] Next() => Encoding.ASCII.GetBytes($".kiln-{Process}-{Interlocked.Increment(ref Count):x}");
}
