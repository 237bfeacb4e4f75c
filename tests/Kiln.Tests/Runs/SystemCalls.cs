using System.Globalization;
using Kiln.Engine.Io;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>Counts the system calls of a program and its threads, by strace.</summary>
internal static class SystemCalls
{
    /// <summary>Runs it, which must succeed; the counts by the calls' names, and what it printed. <paramref name="table"/> is a file to use.</summary>
    public static (Dictionary<string, int> Counts, ProcessRun Run) Of(FsPath table, string[] words)
    {
        var run = ProcessRun.Of("strace", ["-f", "-c", "-U", "calls,name", "-o", table.ToString(), .. words]);
        Assert.True(run.ExitCode == 0, run.Messages);
        var counts = File.ReadLines(table.ToString()).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length == 2 && int.TryParse(columns[0], out _))
            .ToDictionary(columns => columns[1], columns => int.Parse(columns[0], CultureInfo.InvariantCulture));
        return (counts, run);
    }
}
