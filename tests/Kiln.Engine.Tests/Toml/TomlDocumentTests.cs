using System.Globalization;
using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Toml;

namespace Kiln.Engine.Tests.Toml;

/// <summary>Documents read as the specification says, and as Python's <c>tomllib</c> reads them.</summary>
public sealed class TomlDocumentTests
{
    private const string Oracle = """
        import os, sys, tomllib
        def shown(v):
            if isinstance(v, dict): return '{' + ','.join(shown(k) + ':' + shown(v[k]) for k in sorted(v)) + '}'
            if isinstance(v, list): return '[' + ','.join(map(shown, v)) + ']'
            if isinstance(v, str): return 's' + v.encode().hex()
            if isinstance(v, bool): return str(v).lower()
            return 'i%d' % v if isinstance(v, int) else 'f' if isinstance(v, float) else 'd'
        for name in sorted(os.listdir(sys.argv[1])):
            try: print(shown(tomllib.loads(open(os.path.join(sys.argv[1], name), 'rb').read().decode('utf-8-sig'))))
            except (tomllib.TOMLDecodeError, ValueError): print('invalid')
        """;

    public static TheoryData<string> Valid => [.. TomlDocuments.Valid];

    public static TheoryData<string> Invalid => [.. TomlDocuments.Invalid];

    [Theory]
    [MemberData(nameof(Valid))]
    public void Valid_documents_are_read(string text) =>
        Assert.True(TomlDocument.TryParse(Encoding.UTF8.GetBytes(text), out _, out var fault), fault?.Message);

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Other_documents_are_refused(string text) => Assert.False(TomlDocument.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));

    [TomllibFact]
    public void Python_reads_the_same()
    {
        using TempFolder folder = new();
        string[] documents = [.. TomlDocuments.Valid, .. TomlDocuments.Invalid];
        for (int i = 0; i < documents.Length; i++)
            folder.Write($"{i:D4}", documents[i]);
        var read = Pythons.Run(FsPath.From(TomllibFactAttribute.Executable!), Oracle, folder.Path.ToSystemString()).Split('\n');

        Assert.Equal(
            documents.Select((text, index) => (text, read[index].TrimEnd('\r'))),
            documents.Select(text => (text, TomlDocument.TryParse(Encoding.UTF8.GetBytes(text), out var document, out _) ? Shown(document.Root) : "invalid")));
    }

    [Theory]
    [InlineData("a = 1\nb = [1, x]\n", 2, 9, "`x` is no value: a string needs quotes")]
    [InlineData("[tool.uv", 1, 9, "expected `]` behind the table's name, found the end")]
    [InlineData("\n\n  a = 1\n  a = 2", 4, 3, "`a` is there already")]
    [InlineData("a = \"\"\"x\ny\"\"\" z", 2, 6, "expected the end of the line, found `z`")]
    [InlineData("a = \"\\q\"", 1, 6, "expected an escape: one of `\\b`, `\\t`, `\\n`, `\\f`, `\\r`, `\\\"`, `\\\\`, `\\uXXXX`, `\\UXXXXXXXX`")]
    public void A_fault_tells_its_place(string text, int line, int column, string message)
    {
        Assert.False(TomlDocument.TryParse(Encoding.UTF8.GetBytes(text), out _, out var fault));
        Assert.Equal(new TomlPosition(line, column), fault.Position);
        Assert.Equal(message, fault.Message);
        Assert.Equal(text.Split('\n')[line - 1] + "\n" + new string(' ', column - 1) + "^", fault.Excerpt);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_with_their_line()
    {
        Assert.False(TomlDocument.TryParse("a = 1\nb = '\xff'"u8[..11].ToArray().Concat(new byte[] { 0xff, (byte)'\'' }).ToArray(), out _, out var fault));
        Assert.Equal(2, fault.Position.Line);
    }

    [Fact]
    public void Numbers_that_64_bits_cannot_hold_are_refused()
    {
        foreach (string number in (string[])["9223372036854775808", "-9223372036854775809", "0x8000000000000000", "0o7777777777777777777777", "0xffffffffffffffffffffffffffffffffffffff"])
            Assert.False(TomlDocument.TryParse(Encoding.UTF8.GetBytes("a = " + number), out _, out _), number);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Nesting_has_an_end(char open, char close)
    {
        string start = open == '[' ? "[" : "{a=";
        string text = "a = " + string.Concat(Enumerable.Repeat(start, 100_000)) + "1" + new string(close, 100_000);

        Assert.False(TomlDocument.TryParse(Encoding.UTF8.GetBytes(text), out _, out var fault));
        Assert.Equal("values are nested in each other more than 128 times", fault.Message);
    }

    private static string Shown(TomlValue value) => value switch
    {
        TomlTable table => "{" + string.Join(',', table.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => Hex(entry.Key) + ":" + Shown(entry.Value))) + "}",
        TomlArray array => "[" + string.Join(',', array.Items.Select(Shown)) + "]",
        TomlScalar { Kind: TomlKind.Text } text => Hex(text.Text),
        TomlScalar { Kind: TomlKind.Boolean } boolean => boolean.Text,
        TomlScalar { Kind: TomlKind.WholeNumber } number => "i" + Number(number.Text),
        var other => other.Kind == TomlKind.Fraction ? "f" : "d",
    };

    private static string Hex(string text) => "s" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

    private static long Number(string text) => text.Length > 1 && char.IsAsciiLetter(text[1])
        ? Convert.ToInt64(text[2..], text[1] switch { 'x' => 16, 'o' => 8, _ => 2 })
        : long.Parse(text, CultureInfo.InvariantCulture);
}
