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
        CodeUnit unit = new();
        long source = 0;
        long assembling = 0;
        long marshalling = 0;
        foreach (string recording in recordings)
        {
            using StreamReader reader = new(recording);
            foreach (ReplayFile file in ReplayReader.Read(reader))
            {
                replay.Begin();
                source += file.SourceLength;
                int last = 0;
                foreach (ReplayUnit recorded in file.Units)
                {
                    replay.Fill(recorded, unit);
                    long start = Stopwatch.GetTimestamp();
                    _ = replay.Assemble(unit, out int number);
                    assembling += Stopwatch.GetTimestamp() - start;
                    replay.Keep(recorded, last = number);
                }

                long begin = Stopwatch.GetTimestamp();
                _ = replay.Marshal(last, file.Name);
                marshalling += Stopwatch.GetTimestamp() - begin;
            }
        }

        double megabytes = source / Megabyte;
        Console.WriteLine($"{megabytes:F1} MB; flow graph and assembler {Milliseconds(assembling) / megabytes:F2} ms/MB, marshal {Milliseconds(marshalling) / megabytes:F2} ms/MB");
        return 0;
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
