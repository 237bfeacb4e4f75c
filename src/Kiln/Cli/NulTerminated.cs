namespace Kiln.Cli;

/// <summary>Reads the lists that Linux keeps of a process's arguments and environment: each word ended by a NUL.</summary>
internal static class NulTerminated
{
    /// <summary>The words.</summary>
    public static List<byte[]> Split(ReadOnlySpan<byte> list)
    {
        var words = new List<byte[]>();
        while (!list.IsEmpty)
        {
            int end = list.IndexOf((byte)0);
            words.Add(list[..(end < 0 ? list.Length : end)].ToArray());
            list = end < 0 ? default : list[(end + 1)..];
        }
        return words;
    }
}
