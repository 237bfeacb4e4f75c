namespace Kiln.Engine.Requirements;

/// <summary>
/// The one form of the many spellings of a name (PEP 503, PEP 685,
/// https://packaging.python.org/en/latest/specifications/name-normalization/): lower case, runs of <c>-</c>, <c>_</c> and <c>.</c> as one <c>-</c>.
/// </summary>
internal static class NameNormalization
{
    /// <summary>What a valid name is, for messages.</summary>
    public const string Rule = "names are made of letters, digits, `-`, `_` and `.`, and begin and end with a letter or digit";

    /// <summary>Writes the normalised form, never longer than the name; false if it is no valid name.</summary>
    public static bool TryNormalize(ReadOnlySpan<char> name, Span<char> normalized, out int length)
    {
        length = 0;
        if (name.IsEmpty || !char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1]))
            return false;
        foreach (char character in name)
        {
            if (char.IsAsciiLetterOrDigit(character))
                normalized[length++] = char.ToLowerInvariant(character);
            else if (character is not ('-' or '_' or '.'))
                return false;
            else if (normalized[length - 1] != '-')
                normalized[length++] = '-';
        }
        return true;
    }
}
