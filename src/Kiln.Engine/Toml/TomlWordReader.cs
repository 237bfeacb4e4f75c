using System.Globalization;

namespace Kiln.Engine.Toml;

/// <summary>
/// Reads values that stand without quotes:
/// <code>
/// word    = "true" | "false" | integer | float | moment
/// integer = sign? decimal | "0x" digits | "0o" digits | "0b" digits     underscores between digits; 64 bits
/// float   = sign? decimal ("." digits)? ([eE] sign? digits)? | sign? ("inf" | "nan")
/// moment  = date ([Tt ] time ("Z" | [+-] hh:mm)?)? | time
/// </code>
/// </summary>
internal static class TomlWordReader
{
    private static readonly string[] TimeFormats = ["HH:mm:ss", "HH:mm:ss.FFFFFFF"];

    /// <summary>The value that is next.</summary>
    public static TomlScalar Read(TomlCursor cursor)
    {
        var position = cursor.Position;
        string word = TakeWord(cursor);
        if (word.Length == 0)
            cursor.Fail($"expected a value, found {cursor.Found()}");
        if (KindOf(word) is { } kind)
            return new TomlScalar(kind, kind is TomlKind.Moment ? word : word.Replace("_", "", StringComparison.Ordinal), position);
        TomlCursor.Fail($"`{word}` is no value: a string needs quotes", position);
        return null;
    }

    /// <summary>A date may go on behind one blank.</summary>
    private static string TakeWord(TomlCursor cursor)
    {
        string word = cursor.TakeWhile(IsOfWord);
        bool goesOn = IsDate(word) && cursor.Current == ' ' && char.IsAsciiDigit(cursor.Peek(1));
        if (goesOn)
            cursor.Take();
        return goesOn ? $"{word}T{cursor.TakeWhile(IsOfWord)}" : word;
    }

    private static bool IsOfWord(char character) => char.IsAsciiLetterOrDigit(character) || character is '+' or '-' or '_' or '.' or ':';

    private static TomlKind? KindOf(string word)
    {
        if (word is "true" or "false")
            return TomlKind.Boolean;
        if (IsInteger(word))
            return TomlKind.WholeNumber;
        if (IsFloat(word))
            return TomlKind.Fraction;
        return IsMoment(word) ? TomlKind.Moment : null;
    }

    private static bool IsInteger(string word)
    {
        if (word.Length > 2 && word[0] == '0' && word[1] is 'x' or 'o' or 'b')
        {
            var (isDigit, radix) = word[1] switch
            {
                'x' => ((Func<char, bool>)char.IsAsciiHexDigit, 16),
                'o' => (static digit => digit is >= '0' and <= '7', 8),
                _ => (static digit => digit is '0' or '1', 2),
            };
            return AreDigits(word.AsSpan(2), isDigit) && FitsUnsigned(word.AsSpan(2), radix);
        }
        return IsDecimal(WithoutSign(word)) && long.TryParse(word.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
    }

    private static bool FitsUnsigned(ReadOnlySpan<char> digits, int radix)
    {
        UInt128 number = 0;
        foreach (char digit in digits)
        {
            if (digit != '_' && (number = (number * (uint)radix) + (uint)Convert.ToInt32(digit.ToString(), 16)) > long.MaxValue)
                return false;
        }
        return true;
    }

    private static bool IsFloat(string word)
    {
        var number = WithoutSign(word);
        if (number is "inf" or "nan")
            return true;
        int exponent = number.IndexOfAny('e', 'E');
        if (exponent >= 0 && !AreDigits(WithoutSign(number[(exponent + 1)..]), char.IsAsciiDigit))
            return false;
        var mantissa = exponent < 0 ? number : number[..exponent];
        int point = mantissa.IndexOf('.');
        return (exponent >= 0 || point >= 0)
            && IsDecimal(point < 0 ? mantissa : mantissa[..point])
            && (point < 0 || AreDigits(mantissa[(point + 1)..], char.IsAsciiDigit));
    }

    private static ReadOnlySpan<char> WithoutSign(ReadOnlySpan<char> number) => number.Length > 0 && number[0] is '+' or '-' ? number[1..] : number;

    /// <summary>Digits without a zero in front.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> number) => AreDigits(number, char.IsAsciiDigit) && (number.Length == 1 || number[0] != '0');

    /// <summary>At least one digit, each underscore between two.</summary>
    private static bool AreDigits(ReadOnlySpan<char> text, Func<char, bool> isDigit)
    {
        bool wasDigit = false;
        foreach (char character in text)
        {
            if (!(isDigit(character) || (character == '_' && wasDigit)))
                return false;
            wasDigit = character != '_';
        }
        return wasDigit;
    }

    private static bool IsMoment(string word)
    {
        if (IsDate(word) || IsTime(word))
            return true;
        if (word.Length < 19 || !IsDate(word[..10]) || word[10] is not ('T' or 't'))
            return false;
        string time = word[11..];
        if (time[^1] is 'Z' or 'z')
            return IsTime(time[..^1]);
        bool hasOffset = time.Length > 6 && time[^6] is '+' or '-';
        return hasOffset ? IsTime(time[..^6]) && IsTime(time[^5..] + ":00") : IsTime(time);
    }

    private static bool IsDate(string word) => DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Of a fraction any number of digits may be given; more than seven say nothing to .NET.</summary>
    private static bool IsTime(string word)
    {
        int point = word.IndexOf('.');
        bool hasFraction = point < 0 || (point + 1 < word.Length && word.AsSpan(point + 1).IndexOfAnyExceptInRange('0', '9') < 0);
        return hasFraction && TimeOnly.TryParseExact(
            word.AsSpan(0, point < 0 ? word.Length : Math.Min(word.Length, point + 8)), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }
}
