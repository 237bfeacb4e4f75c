using System.Buffers.Binary;
using System.Numerics;
using Kiln.Compiler.Assembly;
using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Source;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Marshal;

/// <summary>
/// Writes a code object as marshal.dumps does with version 4 (Python/marshal.c: w_object). CPython marks with FLAG_REF what has more than one reference;
/// here that is: what occurs more than once in the code object, and what the interpreter itself refers to. The number of a constant is
/// the identity of its object. A worker owns one; nothing is cleared between files, since all that is remembered carries the number of its file.
/// </summary>
internal sealed class MarshalWriter(SyntaxTree tree, ConstantCache cache)
{
    private const int DigitBits = 15;
    private const int DigitMask = (1 << DigitBits) - 1;

    private readonly ByteBuffer _output = new();
    private Numbered[] _counts = [];
    private Numbered[] _indexes = [];
    private MarshalWriter? _elements;
    private TextSpan _fileName;
    private int _countEpoch;
    private int _indexEpoch;
    private int _referenceCount;
    private int _fileNameIndex;
    private int _emptyBytesIndex;

    /// <summary>The stream of a code object that was compiled under a file name (UTF-8); valid until the next one is written.</summary>
    public ReadOnlySpan<byte> Write(int code, ReadOnlySpan<byte> fileName)
    {
        fileName.CopyTo(tree.Text.Reserve(fileName.Length));
        _fileName = tree.Text.Keep(fileName.Length);
        if (_counts.Length < tree.Constants.Count)
            _counts = new Numbered[tree.Constants.Count * 2];
        _countEpoch++;
        Begin();
        Count(code);

        // The caller of marshal.dumps holds the code object too.
        Count(code);
        WriteObject(code);
        return _output.Written;
    }

    /// <summary>The stream of an element of a frozenset alone, whose references are counted in the whole.</summary>
    private ReadOnlySpan<byte> WriteElement(int element, Numbered[] counts, int countEpoch)
    {
        (_counts, _countEpoch) = (counts, countEpoch);
        Begin();
        WriteObject(element, isHeld: true);
        return _output.Written;
    }

    private void Begin()
    {
        if (_indexes.Length < _counts.Length)
            _indexes = new Numbered[_counts.Length];
        _indexEpoch++;
        _output.Clear();
        _referenceCount = _fileNameIndex = _emptyBytesIndex = 0;
    }

    /// <summary>Counts an occurrence, and once those in it.</summary>
    private void Count(int number)
    {
        ref Numbered count = ref _counts[number];
        if (count.Epoch != _countEpoch)
            count = new Numbered(_countEpoch, 0);
        if (count.Value++ > 0)
            return;
        ConstantValue value = tree.Constants[number];
        if (value.Kind is ConstantKind.Tuple or ConstantKind.Frozenset)
        {
            foreach (int item in tree.Constants.ItemsOf(value))
                Count(item);
        }
        else if (value.Kind == ConstantKind.Code)
        {
            ref readonly CodeObject code = ref cache.CodeOf(number);
            Count(code.Constants);
            Count(code.Names);
            Count(code.VariableNames);
            Count(code.Name);
            Count(code.QualifiedName);
            Count(code.LineTable);
            Count(code.ExceptionTable);
        }
    }

    private void WriteObject(int number, bool isHeld = false)
    {
        ConstantValue value = tree.Constants[number];
        switch (value.Kind)
        {
            case ConstantKind.None:
                _output.Add((byte)MarshalType.None);
                return;
            case ConstantKind.False:
                _output.Add((byte)MarshalType.False);
                return;
            case ConstantKind.True:
                _output.Add((byte)MarshalType.True);
                return;
            case ConstantKind.Ellipsis:
                _output.Add((byte)MarshalType.Ellipsis);
                return;
            case ConstantKind.Bytes when value.Text.Length == 0:
                WriteEmptyBytes();
                return;
        }

        bool isInterned = value.Kind == ConstantKind.Str && cache.IsInterned(number);
        bool isShared = isHeld || isInterned || _counts[number].Value > 1 || IsCachedByInterpreter(value);
        if (isShared)
        {
            ref Numbered index = ref _indexes[number];
            if (index.Epoch == _indexEpoch)
            {
                WriteReference(index.Value);
                return;
            }

            index = new Numbered(_indexEpoch, _referenceCount++);
        }

        WriteValue(number, value, isShared ? MarshalTypes.ReferableFlag : (byte)0, isInterned);
    }

    private void WriteValue(int number, ConstantValue value, byte flag, bool isInterned)
    {
        switch (value.Kind)
        {
            case ConstantKind.Int or ConstantKind.BigInt:
                WriteInt(value, flag);
                break;
            case ConstantKind.Float:
                _output.Add((byte)((byte)MarshalType.Float | flag));
                BinaryPrimitives.WriteInt64LittleEndian(_output.Extend(sizeof(long)), value.First);
                break;
            case ConstantKind.Complex:
                _output.Add((byte)((byte)MarshalType.Complex | flag));
                BinaryPrimitives.WriteInt64LittleEndian(_output.Extend(sizeof(long)), value.First);
                BinaryPrimitives.WriteInt64LittleEndian(_output.Extend(sizeof(long)), value.Second);
                break;
            case ConstantKind.Bytes:
                WriteCounted(MarshalType.Bytes, flag, tree.Text[value.Text]);
                break;
            case ConstantKind.Str:
                WriteText(tree.Text[value.Text], value.IsAscii, isInterned, flag);
                break;
            case ConstantKind.Tuple:
                WriteTuple(tree.Constants.ItemsOf(value), flag);
                break;
            case ConstantKind.Frozenset:
                WriteFrozenset(value, flag);
                break;
            default:
                WriteCode(cache.CodeOf(number), flag);
                break;
        }
    }

    /// <summary>Whether there is one object of it only, which the interpreter holds: small ints, empty and one-byte values.</summary>
    private static bool IsCachedByInterpreter(ConstantValue value) => value.Kind switch
    {
        ConstantKind.Int => value.Int is >= -5 and <= 256,
        ConstantKind.Bytes => value.Text.Length <= 1,
        ConstantKind.Tuple => value.Second == 0,
        _ => false,
    };

    private void WriteReference(int index)
    {
        _output.Add((byte)MarshalType.Reference);
        WriteInt32(index);
    }

    private void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(_output.Extend(sizeof(int)), value);

    private void WriteInt(ConstantValue value, byte flag)
    {
        if (value.Kind == ConstantKind.Int && value.Int is >= int.MinValue and <= int.MaxValue)
        {
            _output.Add((byte)((byte)MarshalType.Int32 | flag));
            WriteInt32((int)value.Int);
            return;
        }

        // w_PyLong: digits of 15 bits, the lowest first; their count is negative for a negative int.
        BigInteger integer = tree.Constants.BigIntOf(value);
        BigInteger rest = BigInteger.Abs(integer);
        int digits = (int)((rest.GetBitLength() + DigitBits - 1) / DigitBits);
        _output.Add((byte)((byte)MarshalType.Long | flag));
        WriteInt32(integer.Sign * digits);
        Span<byte> output = _output.Extend(digits * sizeof(short));
        for (; !output.IsEmpty; output = output[sizeof(short)..])
        {
            BinaryPrimitives.WriteInt16LittleEndian(output, (short)(int)(rest & DigitMask));
            rest >>= DigitBits;
        }
    }

    private void WriteCounted(MarshalType type, byte flag, ReadOnlySpan<byte> content)
    {
        _output.Add((byte)((byte)type | flag));
        WriteInt32(content.Length);
        _output.Add(content);
    }

    /// <summary>The empty bytes, which kinds of variables can be without being a constant.</summary>
    private void WriteEmptyBytes()
    {
        if (_emptyBytesIndex > 0)
        {
            WriteReference(_emptyBytesIndex - 1);
            return;
        }

        _emptyBytesIndex = ++_referenceCount;
        WriteCounted(MarshalType.Bytes, MarshalTypes.ReferableFlag, []);
    }

    private void WriteText(ReadOnlySpan<byte> text, bool isAscii, bool isInterned, byte flag)
    {
        if (!isAscii)
        {
            WriteCounted(isInterned ? MarshalType.UnicodeInterned : MarshalType.Unicode, flag, text);
        }
        else if (text.Length > byte.MaxValue)
        {
            WriteCounted(isInterned ? MarshalType.AsciiInterned : MarshalType.Ascii, flag, text);
        }
        else
        {
            Span<byte> output = _output.Extend(2 + text.Length);
            output[0] = (byte)((byte)(isInterned ? MarshalType.ShortAsciiInterned : MarshalType.ShortAscii) | flag);
            output[1] = (byte)text.Length;
            text.CopyTo(output[2..]);
        }
    }

    private void WriteTuple(ReadOnlySpan<int> items, byte flag)
    {
        if (items.Length <= byte.MaxValue)
        {
            _output.Add((byte)((byte)MarshalType.SmallTuple | flag));
            _output.Add((byte)items.Length);
        }
        else
        {
            _output.Add((byte)((byte)MarshalType.Tuple | flag));
            WriteInt32(items.Length);
        }

        foreach (int item in items)
            WriteObject(item);
    }

    private void WriteCode(in CodeObject code, byte flag)
    {
        _output.Add((byte)((byte)MarshalType.Code | flag));
        WriteInt32(code.ArgumentCount);
        WriteInt32(code.PositionalOnlyCount);
        WriteInt32(code.KeywordOnlyCount);
        WriteInt32(code.StackSize);
        WriteInt32((int)code.Flags);

        // co_code is made when it is asked for, and then kept by the code object.
        _referenceCount++;
        WriteCounted(MarshalType.Bytes, MarshalTypes.ReferableFlag, tree.Text[code.Code]);
        WriteObject(code.Constants);
        WriteObject(code.Names);
        WriteObject(code.VariableNames);
        WriteKinds(tree.Text[code.VariableKinds]);
        WriteFileName();
        WriteObject(code.Name);
        WriteObject(code.QualifiedName);
        WriteInt32(code.FirstLine);
        WriteObject(code.LineTable);
        WriteObject(code.ExceptionTable);
    }

    private void WriteKinds(ReadOnlySpan<byte> kinds)
    {
        if (kinds.IsEmpty)
            WriteEmptyBytes();
        else
            WriteCounted(MarshalType.Bytes, flag: 0, kinds);
    }

    private void WriteFileName()
    {
        if (_fileNameIndex > 0)
        {
            WriteReference(_fileNameIndex - 1);
            return;
        }

        _fileNameIndex = ++_referenceCount;
        WriteText(tree.Text[_fileName], System.Text.Ascii.IsValid(tree.Text[_fileName]), isInterned: true, MarshalTypes.ReferableFlag);
    }

    private void WriteFrozenset(ConstantValue value, byte flag)
    {
        int[] items = SortedElements(tree.Constants.ItemsOf(value));
        _output.Add((byte)((byte)MarshalType.Frozenset | flag));
        WriteInt32(items.Length);
        foreach (int item in items)
            WriteObject(item, isHeld: true);
    }

    /// <summary>Elements are sorted by their own streams (bpo-37596). While they are sorted and written, the list of them holds them.</summary>
    private int[] SortedElements(ReadOnlySpan<int> elements)
    {
        _elements ??= new MarshalWriter(tree, cache);
        byte[][] streams = new byte[elements.Length][];
        for (int index = 0; index < streams.Length; index++)
            streams[index] = _elements.WriteElement(elements[index], _counts, _countEpoch).ToArray();
        int[] sorted = elements.ToArray();
        Array.Sort(streams, sorted, Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other)));
        return sorted;
    }

    /// <summary>A number for a constant, which counts only if its epoch is the present one.</summary>
    private struct Numbered(int epoch, int value)
    {
        public readonly int Epoch = epoch;
        public int Value = value;
    }
}
