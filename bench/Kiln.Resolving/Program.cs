using System.Diagnostics;
using Kiln.Engine.Resolution;
using Kiln.Resolving;

// Resolves the sets of the recorded index and compares with uv's answers; prints a table, and exits 1 if one is worse.
string folder = args.FirstOrDefault(static word => !word.StartsWith('-')) ?? Path.Combine(Environment.GetEnvironmentVariable("KILN_SHARED") ?? "../shared", "index");
bool isWordy = args.Contains("--explain");
using var source = new RecordedSource(Path.Combine(folder, "snapshot.zip"));
int bad = 0;
Console.WriteLine("| set | Python | packages | answer | first run | again | metadata |");
Console.WriteLine("|---|---|---:|---|---:|---:|---:|");
foreach (var set in RequirementSet.ReadAll(folder))
{
    int before = source.MetadataReads;
    long start = Stopwatch.GetTimestamp();
    var result = new SetResult(set, new Resolver(source, set.Request).Solve([]));
    var first = Stopwatch.GetElapsedTime(start);
    int reads = source.MetadataReads - before;
    start = Stopwatch.GetTimestamp();
    var again = new SetResult(set, new Resolver(source, set.Request).Solve([]));
    var second = Stopwatch.GetElapsedTime(start);
    bool isGood = result.IsGood && again.Solution.Candidates.SequenceEqual(result.Solution.Candidates);
    bad += isGood ? 0 : 1;
    string answer = result.IsSame ? result.Solution.Conflict is null ? "same" : "none, as uv" : isGood ? "as good" : "WORSE";
    Console.WriteLine($"| {set.Name} | 3.{set.Minor} | {result.Solution.Candidates.Count} | {answer} | {first.TotalMilliseconds:F0} ms | {second.TotalMilliseconds:F0} ms | {reads} |");
    foreach (string difference in result.IsSame ? [] : result.Differences)
        Console.WriteLine($"    {difference}");
    if (result.Solution.Conflict is { } conflict && (isWordy || !isGood))
        Console.WriteLine($"{conflict}\n{string.Join('\n', conflict.Hints.Select(static hint => $"hint: {hint}"))}");
}
return bad == 0 ? 0 : 1;
