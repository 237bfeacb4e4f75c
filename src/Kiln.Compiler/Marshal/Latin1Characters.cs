namespace Kiln.Compiler.Marshal;

/// <summary>
/// Undoes a trace of history: to 3.12 the one object of each character from U+0080 to U+00FF stays interned once any file that
/// the process compiled has used it as an identifier, and is written with the letter <c>t</c> from then on.
/// </summary>
internal static class Latin1Characters
{
    private const int TokenLength = 1 + sizeof(int) + 2;

    /// <summary>Gives those that are no identifier in this stream the letter of text that is not interned.</summary>
    public static bool RestoreLetters(MarshalTree tree, ReadOnlySpan<byte> stream)
    {
        bool isChanged = false;
        foreach (ref MarshalNode node in tree.Nodes)
        {
            if (node.Type != MarshalType.UnicodeInterned || node.Length != TokenLength || node.IsIdentifier)
                continue;
            if (stream[node.Offset + 1 + sizeof(int)] is not (0xC2 or 0xC3))
                continue;
            node.Type = MarshalType.Unicode;
            isChanged = true;
        }

        return isChanged;
    }
}
