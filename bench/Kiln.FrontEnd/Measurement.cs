using System.Diagnostics;
using System.Globalization;
using Kiln.Compiler;
using Kiln.Compiler.Tests.Support;

namespace Kiln.FrontEnd;

/// <summary>Times each stage over all sources below some folders: in memory, on one core, of each file the best of some rounds.</summary>
internal static class Measurement
{
    private const int Rounds = 7;

    private static readonly string[] Stages = ["decode", "tokenize", "parse", "fold", "symbols", "generate"];

    public static int Run(string[] roots)
    {
        byte[][] sources = [.. roots.SelectMany(root => Directory.EnumerateFiles(root, "*.py", SearchOption.AllDirectories)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        SyntaxPipeline pipeline = new();
        Target target = new(minor: 13, micro: 18);
        sources = [.. sources.Where(source => pipeline.Run(source, target, level: 0).IsNone)];
        double megabytes = sources.Sum(source => (double)source.Length) / 1e6;
        double[] seconds = LeastTimes(pipeline, sources, target, out long tokens, out double allocated);
        Report($"{sources.Length} files, {megabytes:F1} MB, {megabytes * 1e6 / tokens:F1} bytes a token, {allocated:F0} bytes allocated for a file");
        for (int stage = 0; stage < Stages.Length; stage++)
            Report($"{Stages[stage],-9} {seconds[stage] * 1e3 / megabytes,6:F2} ms/MB {megabytes / seconds[stage],8:F0} MB/s {seconds[stage] * 1e9 / tokens,6:F1} ns a token");
        Report($"{"all",-9} {seconds.Sum() * 1e3 / megabytes,6:F2} ms/MB {megabytes / seconds.Sum(),8:F0} MB/s");
        return 0;
    }

    /// <summary>
    /// The time of each stage, of each file its least in some rounds: what else the machine does is not counted. A round goes through all files, so
    /// that none is found in the caches and the branch predictor.
    /// </summary>
    private static double[] LeastTimes(SyntaxPipeline pipeline, byte[][] sources, Target target, out long tokens, out double allocated)
    {
        double[][] least = [.. sources.Select(_ => Stages.Select(_ => double.MaxValue).ToArray())];
        tokens = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < Rounds; round++)
        {
            tokens = 0;
            for (int index = 0; index < sources.Length; index++)
            {
                Measure(pipeline, sources[index], target, least[index]);
                tokens += pipeline.Tree.Tokens.Count;
            }
        }

        allocated = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Rounds / sources.Length;
        return [.. Stages.Select((_, stage) => least.Sum(times => times[stage]))];
    }

    private static void Measure(SyntaxPipeline pipeline, byte[] source, Target target, double[] least)
    {
        long start = Stopwatch.GetTimestamp();
        pipeline.Decode(source);
        long decoded = Stopwatch.GetTimestamp();
        pipeline.Tokenize(target);
        long tokenized = Stopwatch.GetTimestamp();
        pipeline.Parse(target);
        long parsed = Stopwatch.GetTimestamp();
        pipeline.Fold(level: 0);
        long folded = Stopwatch.GetTimestamp();
        pipeline.BuildSymbols(target);
        long built = Stopwatch.GetTimestamp();
        pipeline.GenerateOnly(target, level: 0);
        long generated = Stopwatch.GetTimestamp();
        ReadOnlySpan<long> times = [start, decoded, tokenized, parsed, folded, built, generated];
        for (int stage = 0; stage < Stages.Length; stage++)
            least[stage] = Math.Min(least[stage], Stopwatch.GetElapsedTime(times[stage], times[stage + 1]).TotalSeconds);
    }

    private static void Report(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
