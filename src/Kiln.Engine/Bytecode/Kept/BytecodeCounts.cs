using System.Globalization;
using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>What the cache of bytecode was good for since it was made, and how large it is. A file of four numbers in decimal.</summary>
/// <param name="Hits">Files whose bytecode was there.</param>
/// <param name="Misses">Files that had to be compiled.</param>
/// <param name="SavedBytes">Bytes of bytecode that was not compiled again.</param>
/// <param name="KeptBytes">Bytes that were put into it since it was last measured, on top of what it held then.</param>
public readonly record struct BytecodeCounts(long Hits, long Misses, long SavedBytes, long KeptBytes)
{
    /// <summary>Both together.</summary>
    public static BytecodeCounts operator +(BytecodeCounts left, BytecodeCounts right) =>
        new(left.Hits + right.Hits, left.Misses + right.Misses, left.SavedBytes + right.SavedBytes, left.KeptBytes + right.KeptBytes);

    /// <summary>The counts in a file; none if there are none.</summary>
    internal static BytecodeCounts Read(FsPath file)
    {
        if (FileSystem.ReadAll(file, out byte[] content).IsError)
            return default;
        string[] words = Encoding.ASCII.GetString(content).Split(' ', '\n');
        long[] numbers = [.. words.Take(4).Select(word => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0)];
        return numbers.Length == 4 ? new BytecodeCounts(numbers[0], numbers[1], numbers[2], numbers[3]) : default;
    }

    /// <summary>Changes the counts in a file, and returns them. Of two runs that end at one moment one may be forgotten: they are counts, no more.</summary>
    internal static BytecodeCounts Change(FsPath file, Func<BytecodeCounts, BytecodeCounts> change)
    {
        var counts = change(Read(file));
        string text = string.Create(CultureInfo.InvariantCulture, $"{counts.Hits} {counts.Misses} {counts.SavedBytes} {counts.KeptBytes}\n");
        _ = FileSystem.WriteAll(file, Encoding.ASCII.GetBytes(text));
        return counts;
    }
}
