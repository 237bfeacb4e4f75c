using Kiln.Compiler;
using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Tests.Replaying;

namespace Kiln.BackEnd;

/// <summary>Compares every code object of recordings with Kiln's, field by field, and every stream byte by byte.</summary>
internal sealed class Judgement
{
    private const int MostShown = 8;

    private readonly Replay _replay = new(new Target(minor: 13, micro: 5));
    private readonly CodeUnit _unit = new();
    private int _unitCount;
    private int _fileCount;
    private int _skipped;
    private int _different;
    private int _equalStreams;

    public static int Run(string[] recordings)
    {
        Judgement judgement = new();
        foreach (string recording in recordings)
        {
            using StreamReader reader = new(recording);
            foreach (ReplayFile file in ReplayReader.Read(reader))
                judgement.Judge(file);
        }

        Console.WriteLine($"{judgement._fileCount} files, {judgement._unitCount} code objects, {judgement._different} different, {judgement._equalStreams} streams equal, {judgement._skipped} files skipped");
        return judgement._different == 0 ? 0 : 1;
    }

    private void Judge(ReplayFile file)
    {
        _fileCount++;
        _replay.Begin();
        int number = 0;
        foreach (ReplayUnit recorded in file.Units)
        {
            if (!TryFill(recorded))
                return;
            _unitCount++;
            Reject reject = _replay.Assemble(_unit, out number);
            string? difference = reject.IsNone ? _replay.Compare(recorded, _unit, number) : reject.ToString();
            if (difference != null && _different++ < MostShown)
                Console.WriteLine($"{file.Name} {recorded["UNIT"]}: {difference}");
            _replay.Keep(recorded, number);
        }

        ReadOnlySpan<byte> stream = _replay.Marshal(number, file.Name);
        bool isEqual = stream.SequenceEqual(file.Marshalled);
        _equalStreams += isEqual ? 1 : 0;
        if (!isEqual && _fileCount - _skipped - _equalStreams < MostShown)
            ShowStreams(file, stream);
    }

    private static void ShowStreams(ReplayFile file, ReadOnlySpan<byte> stream)
    {
        const int Around = 40;
        int same = stream.CommonPrefixLength(file.Marshalled);
        int start = Math.Max(0, same - Around);
        string Part(ReadOnlySpan<byte> bytes) => string.Concat(bytes[start..Math.Min(bytes.Length, same + Around)].ToArray()
            .Select(each => each is >= 32 and < 127 ? $"{(char)each}" : $"\\{each:x2}"));
        Console.WriteLine($"{file.Name}: streams differ at {same} of {file.Marshalled.Length} and {stream.Length}:\n  {Part(file.Marshalled)}\n  {Part(stream)}");
    }

    private bool TryFill(ReplayUnit recorded)
    {
        try
        {
            _replay.Fill(recorded, _unit);
            return true;
        }
        catch (Exception failure) when (failure is NotSupportedException or FormatException || recorded["CONSTS"] == "NULL" || recorded["NAMES"] == "NULL")
        {
            _skipped++;
            return false;
        }
    }
}
