namespace Kiln.Compiler.Marshal;

/// <summary>
/// Searches streams for what could be a trace of history, without parsing them. What it finds may be none: the bytes can
/// lie in some other object.
/// </summary>
internal static class HistoryTraces
{
    private static ReadOnlySpan<byte> InternedPair => [(byte)MarshalType.UnicodeInterned | MarshalTypes.ReferableFlag, 2, 0, 0, 0];

    /// <summary>An interned string of two bytes: FLAG_REF always stands on interned ones from 3.11 on.</summary>
    public static bool HasLatin1Character(ReadOnlySpan<byte> code) =>
        code.IndexOf(InternedPair) >= 0;

    /// <summary>Two frozensets. Only those of fewer than 65,536 elements are seen, so that bytes of code and text are seldom taken for one.</summary>
    public static bool HasTwoFrozensets(ReadOnlySpan<byte> code)
    {
        const byte Plain = (byte)MarshalType.Frozenset;
        const byte Flagged = Plain | MarshalTypes.ReferableFlag;
        int found = 0;
        while (found < 2)
        {
            int index = code.IndexOfAny(Plain, Flagged);
            if (index < 0 || code.Length - index <= sizeof(int))
                return false;
            if (code[index + 3] == 0 && code[index + 4] == 0)
                found++;
            code = code[(index + 1)..];
        }

        return true;
    }
}
