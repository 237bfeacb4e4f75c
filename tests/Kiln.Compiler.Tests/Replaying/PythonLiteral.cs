using System.Globalization;
using System.Numerics;
using System.Text;
using Kiln.Compiler.Source;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Tests.Replaying;

/// <summary>Reads constants as <c>ascii()</c> prints them.</summary>
internal sealed class PythonLiteral(SyntaxTree tree, IReadOnlyDictionary<string, int> codes)
{
    private string _text = "";
    private int _position;

    /// <summary>The numbers of the items of a list, or of a tuple.</summary>
    public int[] ReadItems(string text)
    {
        Begin(text);
        return ReadItems(text[0] == '[' ? ']' : ')');
    }

    /// <summary>The keys of a dictionary of texts, in the order of their numbers if those are its values.</summary>
    public List<byte[]> ReadKeys(string text)
    {
        Begin(text);
        List<(byte[] Key, int Order)> keys = [];
        _position++;
        while (_text[_position] != '}')
        {
            byte[] key = ReadText(isBytes: false);
            _position += 2;
            string value = ReadWhile(character => char.IsAsciiLetterOrDigit(character));
            keys.Add((key, int.TryParse(value, out int order) ? order : keys.Count));
            SkipComma();
        }

        return [.. keys.OrderBy(each => each.Order).Select(each => each.Key)];
    }

    /// <summary>A text.</summary>
    public byte[] ReadText(string text)
    {
        Begin(text);
        return ReadText(isBytes: false);
    }

    private void Begin(string text) => (_text, _position) = (text, 0);

    private int[] ReadItems(char end)
    {
        List<int> items = [];
        _position++;
        while (_text[_position] != end)
        {
            items.Add(Read());
            SkipComma();
        }

        _position++;
        return [.. items];
    }

    private void SkipComma()
    {
        if (_text[_position] == ',')
            _position++;
        if (_position < _text.Length && _text[_position] == ' ')
            _position++;
    }

    private int Read()
    {
        char first = _text[_position];
        if (first is '\'' or '"')
            return AddText(ReadText(isBytes: false), isBytes: false);
        if (first == 'b')
        {
            _position++;
            return AddText(ReadText(isBytes: true), isBytes: true);
        }

        if (Skip("<code object "))
            return ReadCode();
        if (Skip("frozenset("))
        {
            int[] items = _text[_position] == '{' ? ReadItems('}') : [];
            _position++;
            return tree.Constants.AddCollection(ConstantKind.Frozenset, items);
        }

        if (first == '(' && !IsComplex())
            return tree.Constants.AddCollection(ConstantKind.Tuple, ReadItems(')'));
        return ReadNumber();
    }

    private bool Skip(string word)
    {
        bool isThere = _text.AsSpan(_position).StartsWith(word);
        _position += isThere ? word.Length : 0;
        return isThere;
    }

    private bool IsComplex()
    {
        int end = _text.AsSpan(_position).IndexOfAny("),'\"") + _position;
        return _text[end] == ')' && _text[end - 1] == 'j';
    }

    private int ReadCode()
    {
        int start = _text.IndexOf(" at 0x", _position, StringComparison.Ordinal) + 4;
        int end = _text.IndexOf(',', start);
        _position = _text.IndexOf('>', _text.IndexOf("\", line ", end, StringComparison.Ordinal)) + 1;
        return codes[_text[start..end]];
    }

    private int ReadNumber()
    {
        bool isInParentheses = Skip("(");
        string word = ReadWhile(character => char.IsAsciiLetterOrDigit(character) || character is '+' or '-' or '.');
        _position += isInParentheses ? 1 : 0;
        switch (word)
        {
            case "None":
                return ConstantTable.None;
            case "True":
                return ConstantTable.True;
            case "False":
                return ConstantTable.False;
            case "Ellipsis":
                return ConstantTable.Ellipsis;
        }

        if (word.EndsWith('j'))
        {
            int split = FindImaginary(word);
            double real = split == 0 ? 0 : ParseFloat(word[..split]);
            return tree.Constants.Add(ConstantValue.OfComplex(real, ParseFloat(word[split..^1])));
        }

        return BigInteger.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger integer)
            ? tree.Constants.Add(integer)
            : tree.Constants.Add(ConstantValue.OfFloat(ParseFloat(word)));
    }

    /// <summary>Where the imaginary part begins: at the last sign that is not of an exponent.</summary>
    private static int FindImaginary(string word)
    {
        int split = word.Length - 1;
        while (split > 0 && !(word[split] is '+' or '-' && word[split - 1] != 'e'))
            split--;
        return split;
    }

    private static double ParseFloat(string word) => word.TrimStart('+') switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" or "-nan" => double.NaN,
        var number => double.Parse(number, CultureInfo.InvariantCulture),
    };

    private string ReadWhile(Func<char, bool> isPart)
    {
        int start = _position;
        while (_position < _text.Length && isPart(_text[_position]))
            _position++;
        return _text[start.._position];
    }

    private int AddText(byte[] bytes, bool isBytes)
    {
        bytes.CopyTo(tree.Text.Reserve(bytes.Length));
        TextSpan text = tree.Text.Keep(bytes.Length);
        if (isBytes)
            return tree.Constants.Add(ConstantValue.OfBytes(text));
        return tree.Constants.Add(ConstantValue.OfStr(text, Ascii.IsValid(bytes) ? TextTraits.Ascii : TextTraits.None));
    }

    private byte[] ReadText(bool isBytes)
    {
        char quote = _text[_position++];
        List<byte> bytes = [];
        while (_text[_position] != quote)
        {
            int character = ReadCharacter();
            if (isBytes || character < 0x80)
                bytes.Add((byte)character);
            else
                AddCharacter(bytes, character);
        }

        _position++;
        return [.. bytes];
    }

    private int ReadCharacter()
    {
        char character = _text[_position++];
        if (character != '\\')
            return character;
        char escape = _text[_position++];
        int digits = escape switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        _position += digits;
        return escape switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            _ => digits > 0 ? int.Parse(_text.AsSpan(_position - digits, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : escape,
        };
    }

    /// <summary>UTF-8, for surrogates too.</summary>
    private static void AddCharacter(List<byte> bytes, int character)
    {
        int more = character < 0x800 ? 1 : character < 0x1_0000 ? 2 : 3;
        int mark = more switch { 1 => 0xC0, 2 => 0xE0, _ => 0xF0 };
        bytes.Add((byte)(mark | (character >> (6 * more))));
        while (more-- > 0)
            bytes.Add((byte)(0x80 | ((character >> (6 * more)) & 0x3F)));
    }
}
