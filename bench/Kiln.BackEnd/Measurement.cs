using System.Diagnostics;
using Kiln.Compiler;
using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Tests.Replaying;

namespace Kiln.BackEnd;

/// <summary>How long the stages behind code generation take, per megabyte of source, on one thread.</summary>
internal static class Measurement
{
    private const double Megabyte = 1e6;

    public static int Run(string[] recordings)
    {
        Replay replay = new(new Target(minor: 13, micro: 5));
        List<CodeUnit> units = [];
        long source = 0;
        long assembling = 0;
        foreach (string recording in recordings)
        {
            using StreamReader reader = new(recording);
            foreach (ReplayFile file in ReplayReader.Read(reader))
            {
                replay.Begin();
                source += file.SourceLength;
                CodeUnit unit = new();
                foreach (ReplayUnit recorded in file.Units)
                {
                    replay.Fill(recorded, unit);
                    long start = Stopwatch.GetTimestamp();
                    _ = replay.Assemble(unit, out int number);
                    assembling += Stopwatch.GetTimestamp() - start;
                    replay.Keep(recorded, number);
                }
            }
        }

        double megabytes = source / Megabyte;
        Console.WriteLine($"{megabytes:F1} MB; flow graph and assembler {Milliseconds(assembling) / megabytes:F2} ms/MB");
        return units.Count;
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
