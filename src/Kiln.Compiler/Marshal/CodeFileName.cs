using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Kiln.Compiler.Marshal;

/// <summary>
/// The string in a marshalled module that all its code objects have as <c>co_filename</c>. It can be exchanged without reading the stream:
/// what refers to it does so by number, and nothing in the stream is found by its distance.
/// </summary>
public static class CodeFileName
{
    private const int ShortHead = 2;
    private const int LongHead = 1 + sizeof(int);

    /// <summary>
    /// Where the bytes of <paramref name="name"/> stand in the code of a module that was compiled under that name. The name is in it at least once,
    /// so where its bytes occur once it is found for sure; where they occur again (a source that holds its own path) it is not looked for.
    /// </summary>
    public static bool TryFind(ReadOnlySpan<byte> code, ReadOnlySpan<byte> name, out int offset)
    {
        offset = name.IsEmpty ? -1 : code.IndexOf(name);
        return offset >= 0 && code[(offset + 1)..].IndexOf(name) < 0 && HeadOf(code, offset, name.Length) != 0;
    }

    /// <summary>
    /// Writes the code with another name in place of the one of <paramref name="length"/> bytes at <paramref name="offset"/>;
    /// false if that is no name, or the other one is no text that marshal would write.
    /// </summary>
    public static bool TryReplace(ReadOnlySpan<byte> code, int offset, int length, ReadOnlySpan<byte> name, IBufferWriter<byte> output)
    {
        if (offset < 0 || length <= 0 || length > code.Length - offset || !Utf8.IsValid(name))
            return false;
        int head = HeadOf(code, offset, length);
        if (head == 0)
            return false;
        byte letter = code[offset - head];
        output.Write(code[..(offset - head)]);
        WriteHead(letter, name, output);
        output.Write(name);
        output.Write(code[(offset + length)..]);
        return true;
    }

    /// <summary>Bytes between the letter of the string and its text; 0 if no string of that length stands there.</summary>
    private static int HeadOf(ReadOnlySpan<byte> code, int offset, int length)
    {
        if (offset >= ShortHead && code[offset - 1] == length && TypeAt(code, offset - ShortHead) is MarshalType.ShortAscii or MarshalType.ShortAsciiInterned)
            return ShortHead;
        bool isLong = offset >= LongHead && BinaryPrimitives.ReadInt32LittleEndian(code[(offset - sizeof(int))..]) == length
            && TypeAt(code, offset - LongHead) is MarshalType.Ascii or MarshalType.AsciiInterned or MarshalType.Unicode or MarshalType.UnicodeInterned;
        return isLong ? LongHead : 0;
    }

    private static MarshalType TypeAt(ReadOnlySpan<byte> code, int position) => (MarshalType)(code[position] & ~MarshalTypes.ReferableFlag);

    /// <summary>Python/marshal.c: w_object, for text.</summary>
    private static void WriteHead(byte old, ReadOnlySpan<byte> name, IBufferWriter<byte> output)
    {
        bool isInterned = ((MarshalType)(old & ~MarshalTypes.ReferableFlag)).IsInterned();
        bool isAscii = Ascii.IsValid(name);
        bool isShort = isAscii && name.Length <= byte.MaxValue;
        var type = isShort ? isInterned ? MarshalType.ShortAsciiInterned : MarshalType.ShortAscii
            : isAscii ? isInterned ? MarshalType.AsciiInterned : MarshalType.Ascii
            : isInterned ? MarshalType.UnicodeInterned : MarshalType.Unicode;
        var head = output.GetSpan(LongHead);
        head[0] = (byte)((byte)type | (old & MarshalTypes.ReferableFlag));
        if (isShort)
            head[1] = (byte)name.Length;
        else
            BinaryPrimitives.WriteInt32LittleEndian(head[1..], name.Length);
        output.Advance(isShort ? ShortHead : LongHead);
    }
}
