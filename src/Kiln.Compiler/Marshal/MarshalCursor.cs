using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Kiln.Compiler.Marshal;

/// <summary>
/// Reads a marshal stream token by token, checking what one token alone can show: bounds, UTF-8, digits.
/// Dicts are not read: no constant is one.
/// </summary>
internal ref struct MarshalCursor(ReadOnlySpan<byte> stream, CodeShape shape)
{
    private const int NumberEnd = 1 + sizeof(int);

    private readonly ReadOnlySpan<byte> _stream = stream;

    /// <summary>Where the next token begins, or the token that could not be read.</summary>
    public int Position { get; private set; }

    public readonly bool IsAtEnd => Position == _stream.Length;

    /// <summary>Reads the next token; the status says why there is none.</summary>
    public MarshalStatus Read(out MarshalToken token)
    {
        token = default;
        if (IsAtEnd)
            return MarshalStatus.Truncated;
        ReadOnlySpan<byte> rest = _stream[Position..];
        MarshalType type = (MarshalType)(rest[0] & ~MarshalTypes.ReferableFlag);
        MarshalStatus status = Measure(rest, type, out long length, out int argument);
        if (status != MarshalStatus.Ok)
            return status;
        if (length > rest.Length)
            return MarshalStatus.Truncated;
        if (!HasValidContent(rest[..(int)length], type))
            return MarshalStatus.Corrupt;

        bool isReferable = rest[0] >= MarshalTypes.ReferableFlag && type != MarshalType.Reference && !type.IsSingleton();
        token = new MarshalToken(type, isReferable, Position, (int)length, argument);
        Position += (int)length;
        return MarshalStatus.Ok;
    }

    /// <summary>Steps over a number between two objects; false if the stream ends before.</summary>
    public bool TrySkipNumber()
    {
        if (_stream.Length - Position < sizeof(int))
            return false;
        Position += sizeof(int);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly MarshalStatus Measure(ReadOnlySpan<byte> rest, MarshalType type, out long length, out int argument)
    {
        argument = 0;
        length = 1;
        switch (type)
        {
            case MarshalType.ShortAsciiInterned or MarshalType.ShortAscii:
                if (rest.Length < 2)
                    return MarshalStatus.Truncated;
                length = 2 + rest[1];
                return MarshalStatus.Ok;
            case MarshalType.SmallTuple:
                if (rest.Length < 2)
                    return MarshalStatus.Truncated;
                length = 2;
                argument = rest[1];
                return MarshalStatus.Ok;
            case MarshalType.None or MarshalType.True or MarshalType.False or MarshalType.Ellipsis or MarshalType.StopIteration:
                return MarshalStatus.Ok;
            case MarshalType.Int32:
                length = NumberEnd;
                return MarshalStatus.Ok;
            case MarshalType.Float or MarshalType.Int64:
                length = 1 + sizeof(double);
                return MarshalStatus.Ok;
            case MarshalType.Complex:
                length = 1 + 2 * sizeof(double);
                return MarshalStatus.Ok;
            case MarshalType.Slice:
                argument = 3;
                return MarshalStatus.Ok;
            case MarshalType.Code:
                length = shape.HeadLength;
                argument = shape.ObjectCount;
                return MarshalStatus.Ok;
            default:
                return MeasureCounted(rest, type, out length, out argument);
        }
    }

    /// <summary>The types whose letter is followed by a 32-bit number.</summary>
    private static MarshalStatus MeasureCounted(ReadOnlySpan<byte> rest, MarshalType type, out long length, out int argument)
    {
        length = NumberEnd;
        argument = 0;
        if (rest.Length < NumberEnd)
            return IsCounted(type) ? MarshalStatus.Truncated : MarshalStatus.Corrupt;
        int number = BinaryPrimitives.ReadInt32LittleEndian(rest[1..]);
        if (type == MarshalType.Long)
        {
            length += sizeof(short) * Math.Abs((long)number);
            return MarshalStatus.Ok;
        }

        if (number < 0 || !IsCounted(type))
            return MarshalStatus.Corrupt;
        if (type == MarshalType.Bytes || type.IsText())
            length += number;
        else
            argument = number;
        return MarshalStatus.Ok;
    }

    private static bool IsCounted(MarshalType type) =>
        type is MarshalType.Reference or MarshalType.Bytes or MarshalType.Tuple or MarshalType.Long or MarshalType.List
            or MarshalType.Set or MarshalType.Frozenset
        || type.IsText();

    private static bool HasValidContent(ReadOnlySpan<byte> token, MarshalType type) => type switch
    {
        MarshalType.Unicode or MarshalType.UnicodeInterned => IsUtf8WithSurrogates(token[NumberEnd..]),
        MarshalType.Long => IsNormalizedLong(token[NumberEnd..]),
        _ => true,
    };

    /// <summary>marshal decodes text with the error handler <c>surrogatepass</c>.</summary>
    private static bool IsUtf8WithSurrogates(ReadOnlySpan<byte> text)
    {
        while (!Utf8.IsValid(text))
        {
            int lead = text.IndexOf((byte)0xED);
            while (lead >= 0 && !IsSurrogate(text[lead..]))
            {
                int next = text[(lead + 1)..].IndexOf((byte)0xED);
                lead = next < 0 ? next : lead + 1 + next;
            }

            if (lead < 0 || !Utf8.IsValid(text[..lead]))
                return false;
            text = text[(lead + 3)..];
        }

        return true;
    }

    private static bool IsSurrogate(ReadOnlySpan<byte> text) =>
        text.Length >= 3 && text[0] == 0xED && text[1] is >= 0xA0 and <= 0xBF && text[2] is >= 0x80 and <= 0xBF;

    /// <summary>Digits of 15 bits, the highest of which is not zero (marshal.c: r_PyLong).</summary>
    private static bool IsNormalizedLong(ReadOnlySpan<byte> digits)
    {
        for (int index = 0; index < digits.Length; index += sizeof(short))
        {
            if (BinaryPrimitives.ReadInt16LittleEndian(digits[index..]) < 0)
                return false;
        }

        return digits.IsEmpty || BinaryPrimitives.ReadInt16LittleEndian(digits[^sizeof(short)..]) != 0;
    }
}
