using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Kiln.Engine.Toml;

/// <summary>A document of TOML 1.0 (https://toml.io/en/v1.0.0), with the positions of all values, as errors about settings need them.</summary>
public sealed class TomlDocument
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _text;

    private TomlDocument(string text, TomlTable root)
    {
        _text = text;
        Root = root;
    }

    /// <summary>The keys that stand under no header, and all tables.</summary>
    public TomlTable Root { get; }

    /// <summary>Reads a document; false, and what is wrong, if it is none.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out TomlDocument? document, [NotNullWhen(false)] out TomlFault? fault)
    {
        document = null;
        fault = null;
        string text;
        try
        {
            text = StrictUtf8.GetString(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8);
        }
        catch (DecoderFallbackException)
        {
            int line = utf8[..FirstInvalid(utf8)].Count((byte)'\n') + 1;
            fault = new TomlFault("it is not UTF-8", new TomlPosition(line, 1), "");
            return false;
        }
        try
        {
            document = new TomlDocument(text, new TomlReader(new TomlCursor(text)).Read());
            return true;
        }
        catch (TomlSyntaxException error)
        {
            fault = new TomlFault(error.Message, error.Position, LineOf(text, error.Position));
            return false;
        }
    }

    /// <summary>The same fault for a value that is not what it should be.</summary>
    public TomlFault FaultAt(TomlPosition position, string message) => new(message, position, LineOf(_text, position));

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        int index = 0;
        while (Rune.DecodeFromUtf8(utf8[index..], out _, out int length) == System.Buffers.OperationStatus.Done)
            index += length;
        return index;
    }

    private static string LineOf(string text, TomlPosition position) => text.Split('\n')[position.Line - 1].TrimEnd('\r');
}
