using System.Buffers;
using System.Text;

namespace Kiln.Engine.Io;

/// <summary>
/// Names of Kiln's unfinished files and staging folders: <c>.kiln-</c>, a random part, an ending. No two processes make the same,
/// and whoever meets one whose maker is gone may remove it.
/// </summary>
internal static class TemporaryName
{
    private static ReadOnlySpan<byte> Prefix => ".kiln-"u8;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    private static readonly string Process = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray().AsSpan(0, 6));
    private static int Count;

    /// <summary>The folder of site-packages in which a change is under way; what lies in it is no part of the environment.</summary>
    public static ReadOnlySpan<byte> ChangeFolder => ".installing-kiln"u8;

    /// <summary>The random part of this process's names.</summary>
    public static string OfThisProcess => Process;

    /// <summary>True for a name of this form: <c>.kiln-3f9c21d07a5e-1</c>. Others may be a user's own.</summary>
    public static bool IsOne(ReadOnlySpan<byte> name)
    {
        if (!name.StartsWith(Prefix))
            return false;
        var parts = name[Prefix.Length..];
        int dash = parts.IndexOf((byte)'-');
        return dash > 0 && dash < parts.Length - 1 && !parts[..dash].ContainsAnyExcept(HexDigits) && !parts[(dash + 1)..].ContainsAnyExcept(HexDigits);
    }

    /// <summary>A name that nobody has used, 25 bytes at the most.</summary>
    public static byte[] Next() => Encoding.ASCII.GetBytes($".kiln-{Process}-{Interlocked.Increment(ref Count):x}");
}
