namespace Kiln.Compiler.Marshal;

/// <summary>
/// Undoes a trace of history: the interpreter has one object of each character up to U+00FF, and once anything in the process
/// has interned it, every stream shows it as interned. To 3.12 an identifier <c>ä</c> in an earlier file does so; to 3.10
/// the braces of certain f-strings do so too.
/// </summary>
internal sealed class CachedCharacters(MarshalTree tree, bool isAsciiAffected)
{
    private const int Latin1TokenLength = 1 + sizeof(int) + 2;
    private const int AsciiTokenLength = 1 + 1 + 1;

    /// <summary>Gives those characters that are no identifier in this stream the letter of text that is not interned.</summary>
    public bool RestoreLetters(ReadOnlySpan<byte> stream)
    {
        bool isChanged = false;
        foreach (ref MarshalNode node in tree.Nodes)
        {
            MarshalType letter = LetterOf(stream, node);
            isChanged |= letter != node.Type;
            node.Type = letter;
        }

        return isChanged;
    }

    private MarshalType LetterOf(ReadOnlySpan<byte> stream, in MarshalNode node) => node.Type switch
    {
        MarshalType.UnicodeInterned when node.Length == Latin1TokenLength && !node.IsIdentifier
            && stream[node.Offset + 1 + sizeof(int)] is (0xC2 or 0xC3) => MarshalType.Unicode,
        MarshalType.ShortAsciiInterned when isAsciiAffected && node.Length == AsciiTokenLength
            && !IsNameCharacter(stream[node.Offset + 2]) => MarshalType.ShortAscii,
        _ => node.Type,
    };

    /// <summary>Constants of these are always interned (Objects/codeobject.c: all_name_chars).</summary>
    private static bool IsNameCharacter(byte character) => char.IsAsciiLetterOrDigit((char)character) || character == (byte)'_';
}
