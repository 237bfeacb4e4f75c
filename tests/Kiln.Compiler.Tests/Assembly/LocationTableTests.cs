using Kiln.Compiler.Assembly;
using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Tests.Assembly;

public class LocationTableTests
{
    [Fact]
    public void A_table_decodes_to_the_locations_it_was_written_from()
    {
        Random random = new(1);
        LocationTable table = new();
        for (int round = 0; round < 2000; round++)
        {
            int firstLine = random.Next(1, 100);
            PlacedInstruction[] instructions = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => Instruction(random, firstLine))];
            Location[] expected = [.. instructions.SelectMany(instruction => Enumerable.Repeat(instruction.Location, instruction.Size))];

            Assert.Equal(expected, Decode(table.Write(instructions, firstLine), firstLine));
        }
    }

    [Fact]
    public void A_stretch_of_more_than_eight_units_takes_two_entries()
    {
        PlacedInstruction instruction = new() { Opcode = Opcode.LoadAttr, Size = 10, Location = new Location(3, 4, 3, 9) };

        Assert.Equal([0x80 | (11 << 3) | 7, 4, 9, 0x80 | 1, (4 << 4) | 5], new LocationTable().Write([instruction], firstLine: 2).ToArray());
    }

    private static PlacedInstruction Instruction(Random random, int firstLine)
    {
        int line = Math.Max(1, firstLine + random.Next(-3, 8));
        int column = random.Next(0, 150);
        Location location = random.Next(6) switch
        {
            0 => Location.None,
            1 => new Location(line, -1, line, -1),
            2 => new Location(line, column, line + random.Next(1, 100), random.Next(0, 5000)),
            3 => new Location(line, column, line, column + random.Next(0, 300)),
            _ => new Location(line, column, line, column + random.Next(0, 20)),
        };
        return new PlacedInstruction { Opcode = Opcode.Nop, Size = random.Next(1, 20), Location = location };
    }

    /// <summary>Objects/locations.md, read the other way.</summary>
    private static List<Location> Decode(ReadOnlySpan<byte> table, int line)
    {
        List<Location> units = [];
        int position = 0;
        while (position < table.Length)
        {
            byte first = table[position++];
            Assert.True((first & 0x80) != 0);
            Location location = DecodeEntry(table, ref position, (first >> 3) & 15, ref line);
            units.AddRange(Enumerable.Repeat(location, (first & 7) + 1));
        }

        return units;
    }

    private static Location DecodeEntry(ReadOnlySpan<byte> table, ref int position, int form, ref int line)
    {
        switch (form)
        {
            case 15:
                return Location.None;
            case 14:
                line += Signed(table, ref position);
                int endLine = line + Number(table, ref position);
                int column = Number(table, ref position) - 1;
                return new Location(line, column, endLine, Number(table, ref position) - 1);
            case 13:
                line += Signed(table, ref position);
                return new Location(line, -1, line, -1);
            case >= 10:
                line += form - 10;
                position += 2;
                return new Location(line, table[position - 2], line, table[position - 1]);
            default:
                byte second = table[position++];
                int start = (form << 3) | (second >> 4);
                return new Location(line, start, line, start + (second & 15));
        }
    }

    private static int Signed(ReadOnlySpan<byte> table, ref int position)
    {
        int value = Number(table, ref position);
        return (value & 1) != 0 ? -(value >> 1) : value >> 1;
    }

    private static int Number(ReadOnlySpan<byte> table, ref int position)
    {
        int value = 0;
        int shift = 0;
        while ((table[position] & 0x40) != 0)
        {
            value |= (table[position++] & 0x3F) << shift;
            shift += 6;
        }

        return value | (table[position++] << shift);
    }
}
