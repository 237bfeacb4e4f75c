using System.Globalization;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Tests.Replaying;

/// <summary>
/// Reads what an instrumented CPython recorded (record.py tells how): for each code object UNIT … END, for each source
/// then SOURCE and MARSHAL, or FAILED.
/// </summary>
internal static class ReplayReader
{
    public static IEnumerable<ReplayFile> Read(TextReader reader)
    {
        List<ReplayUnit> units = [];
        ReplayUnit unit = new();
        List<ReplayInstruction> sequence = unit.Before;
        int sourceLength = 0;
        while (reader.ReadLine() is { } line)
        {
            int space = line.IndexOf(' ');
            string word = space < 0 ? line : line[..space];
            string value = space < 0 ? "" : line[(space + 1)..];
            switch (word)
            {
                case "UNIT":
                    unit = new ReplayUnit { Fields = { ["UNIT"] = value } };
                    break;
                case "BEFORE":
                    sequence = unit.Before;
                    break;
                case "AFTER":
                    sequence = unit.After;
                    break;
                case "I":
                    sequence.Add(ReadInstruction(value));
                    break;
                case "L":
                    unit.Labels.Add((int.Parse(value, CultureInfo.InvariantCulture), unit.Before.Count));
                    break;
                case "END":
                    units.Add(unit);
                    break;
                case "SOURCE":
                    sourceLength = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "FAILED":
                    units = [];
                    break;
                case "MARSHAL":
                    yield return new ReplayFile(units, sourceLength, Convert.FromHexString(value));
                    units = [];
                    break;
                default:
                    unit.Fields[word] = value;
                    break;
            }
        }
    }

    private static ReplayInstruction ReadInstruction(string text)
    {
        string[] words = text.Split(' ');
        int Number(int index) => int.Parse(words[index], CultureInfo.InvariantCulture);
        Location location = new(Number(2), Number(4), Number(3), Number(5));
        return new ReplayInstruction(words[0], Number(1), location, words.Length > 7 ? Number(7) : -1);
    }
}
