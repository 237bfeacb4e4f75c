using System.Globalization;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>Names of kept files: the number of the source among its wheel's entries.</summary>
internal static class KeptFile
{
    /// <summary>Bytes that any name fits in, with a NUL behind it.</summary>
    public const int LongestName = 16;

    /// <summary>The name.</summary>
    public static string NameOf(int entry) => entry.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes the name with a NUL behind it.</summary>
    public static ReadOnlySpan<byte> WriteName(int entry, Span<byte> buffer)
    {
        _ = entry.TryFormat(buffer, out int length, default, CultureInfo.InvariantCulture);
        buffer[length] = 0;
        return buffer[..(length + 1)];
    }
}
