using System.Globalization;
using System.Numerics;
using Kiln.Compiler.Syntax;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.Unparsing;

/// <summary>Constants and f-strings.</summary>
internal sealed partial class Unparser
{
    /// <summary>sys.int_info.default_max_str_digits: longer ints have no repr.</summary>
    private const int MostDigits = 4300;

    private void WriteConstant(Constant constant)
    {
        if (constant.HasUnicodePrefix)
            _output.Write("u"u8);
        WriteConstant(constant.Value);
    }

    /// <summary>append_repr. Annotations are not folded: there are no constant tuples.</summary>
    private void WriteConstant(ConstantValue value)
    {
        switch (value.Kind)
        {
            case ConstantKind.None or ConstantKind.False or ConstantKind.True:
                _output.WriteAscii(value.Kind.ToString());
                break;
            case ConstantKind.Ellipsis:
                _output.Write("..."u8);
                break;
            case ConstantKind.Int or ConstantKind.BigInt:
                WriteInt(tree.Constants.BigIntOf(value));
                break;
            case ConstantKind.Float:
                Repr.WriteFloat(_output, value.Real);
                break;
            case ConstantKind.Complex:
                Repr.WriteComplex(_output, value.Real, value.Imaginary);
                break;
            case ConstantKind.Bytes:
                Repr.WriteBytes(_output, tree.Text[value.Text]);
                break;
            case ConstantKind.Str:
                WriteStr(tree.Text[value.Text]);
                break;
            default:
                _reason = RejectReason.UnsupportedSyntax;
                break;
        }
    }

    private void WriteInt(BigInteger value)
    {
        string digits = value.ToString(CultureInfo.InvariantCulture);
        if (digits.Length > MostDigits)
            _reason = RejectReason.HugeInteger;
        _output.WriteAscii(digits);
    }

    private void WriteStr(ReadOnlySpan<byte> text)
    {
        if (!Repr.TryWriteStr(_output, text))
            _reason = RejectReason.UndecidedCharacter;
    }

    /// <summary>append_joinedstr: the repr of the whole text between the quotes, with what the expressions in it are.</summary>
    private void WriteFString(JoinedStr fstring)
    {
        int start = _output.Length;
        WriteFStringBody(fstring.Values, isFormat: false);
        byte[] body = _output[start..].ToArray();
        _output.CutTo(start);
        _output.Write("f"u8);
        WriteStr(body);
    }

    /// <summary>build_fstring_body</summary>
    private void WriteFStringBody(NodeList values, bool isFormat)
    {
        foreach (Node value in values)
        {
            if (value.Kind == NodeKind.FormattedValue)
                WriteFormattedValue(new FormattedValue(value));
            else if (value.Kind == NodeKind.JoinedStr && isFormat)
                WriteFStringBody(new JoinedStr(value).Values, isFormat);
            else if (value.Kind == NodeKind.JoinedStr)
                WriteFString(new JoinedStr(value));
            else
                WriteDoublingBraces(tree.Text[new Constant(value).Value.Text]);
        }
    }

    private void WriteDoublingBraces(ReadOnlySpan<byte> text)
    {
        foreach (byte character in text)
        {
            _output.Write(character);
            if (character is (byte)'{' or (byte)'}')
                _output.Write(character);
        }
    }

    private void WriteFormattedValue(FormattedValue value)
    {
        _output.Write("{"u8);
        int start = _output.Length;
        Write(value.Value, Precedence.Test + 1);
        if (_output.Written[start] == '{')
            _output.Insert(start, (byte)' ');
        if (value.Conversion != 0)
        {
            _output.Write("!"u8);
            _output.Write((byte)value.Conversion);
        }

        if (!value.FormatSpec.IsNone)
        {
            _output.Write(":"u8);
            WriteFormatSpec(value.FormatSpec);
        }

        _output.Write("}"u8);
    }

    /// <summary>append_fstring_element of a format: its text without quotes.</summary>
    private void WriteFormatSpec(Node format)
    {
        if (format.Kind == NodeKind.JoinedStr)
            WriteFStringBody(new JoinedStr(format).Values, isFormat: true);
        else
            WriteDoublingBraces(tree.Text[new Constant(format).Value.Text]);
    }
}
