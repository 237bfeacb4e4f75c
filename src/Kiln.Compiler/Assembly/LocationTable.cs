using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Assembly;

/// <summary>
/// co_linetable: for each stretch of code units its place in the source (Objects/locations.md; assemble_location_info). An entry is for at most
/// eight code units; its first byte says how many and which of the forms follows.
/// </summary>
internal sealed class LocationTable
{
    private const int MostUnits = 8;
    private const int ShortForm = 0;
    private const int OneLineForm = 10;
    private const int NoColumnsForm = 13;
    private const int LongForm = 14;
    private const int NoneForm = 15;

    private readonly ByteBuffer _output = new();
    private int _line;

    /// <summary>The table for instructions of a code object that begins in a line; valid until the next one is written.</summary>
    public ReadOnlySpan<byte> Write(ReadOnlySpan<PlacedInstruction> instructions, int firstLine)
    {
        _output.Clear();
        _line = firstLine;
        Location location = Location.None;
        int size = 0;
        foreach (ref readonly PlacedInstruction instruction in instructions)
        {
            if (instruction.Location != location)
            {
                AddEntries(location, size);
                location = instruction.Location;
                size = 0;
            }

            size += instruction.Size;
        }

        AddEntries(location, size);
        return _output.Written;
    }

    private void AddEntries(Location location, int size)
    {
        if (size == 0)
            return;
        for (; size > MostUnits; size -= MostUnits)
            AddEntry(location, MostUnits);
        AddEntry(location, size);
    }

    /// <summary>write_location_info_entry: the shortest form that can hold it.</summary>
    private void AddEntry(Location location, int size)
    {
        if (location.Line == Location.None.Line)
        {
            AddFirst(NoneForm, size);
            return;
        }

        int lineDelta = location.Line - _line;
        int width = location.EndColumn - location.Column;
        if (location.Column < 0 || location.EndColumn < 0)
        {
            if (location.EndLine == location.Line || location.EndLine < 0)
            {
                AddFirst(NoColumnsForm, size);
                AddSigned(lineDelta);
                _line = location.Line;
                return;
            }
        }
        else if (location.EndLine == location.Line)
        {
            if (lineDelta == 0 && location.Column < 80 && width is >= 0 and < 16)
            {
                AddFirst(ShortForm + (location.Column >> 3), size);
                _output.Add((byte)(((location.Column & 7) << 4) | width));
                return;
            }

            if (lineDelta is >= 0 and < 3 && location.Column < 128 && location.EndColumn < 128)
            {
                AddFirst(OneLineForm + lineDelta, size);
                _output.Add((byte)location.Column);
                _output.Add((byte)location.EndColumn);
                _line = location.Line;
                return;
            }
        }

        AddLong(location, size, lineDelta);
    }

    private void AddLong(Location location, int size, int lineDelta)
    {
        AddFirst(LongForm, size);
        AddSigned(lineDelta);
        AddNumber((uint)(location.EndLine - location.Line));
        AddNumber((uint)(location.Column + 1));
        AddNumber((uint)(location.EndColumn + 1));
        _line = location.Line;
    }

    /// <summary>write_location_entry_start: only this byte of an entry has the highest bit.</summary>
    private void AddFirst(int form, int size) => _output.Add((byte)(0x80 | (form << 3) | (size - 1)));

    private void AddSigned(int value) => AddNumber(value < 0 ? ((0u - (uint)value) << 1) | 1 : (uint)value << 1);

    /// <summary>write_varint: six bits a byte, the lowest first; bit 6 says that more follow.</summary>
    private void AddNumber(uint value)
    {
        for (; value >= 64; value >>= 6)
            _output.Add((byte)(0x40 | (value & 0x3F)));
        _output.Add((byte)value);
    }
}
