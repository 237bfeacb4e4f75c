using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>What a run in which nothing is to do asks of the kernel.</summary>
public sealed class SystemCallTests
{
    private const int Few = 500;
    private const int More = 2500;

    /// <summary>Two trees of the same folders: what more sources cost is the difference.</summary>
    [NeedsFact("strace", "setsid")]
    public void An_unchanged_source_costs_one_stat_and_the_open_read_and_close_of_its_bytecode()
    {
        var few = CallsOf(Few);
        var more = CallsOf(More);

        // The runtime makes some of its own, never the same number.
        foreach (string call in (string[])["statx", "openat", "read", "close"])
            Assert.InRange((more[call] - few[call]) / (double)(More - Few), 0.99, 1.05);
        var others = more.Keys.Union(few.Keys).Except(["statx", "openat", "read", "close", "getdents64", "total"]);
        Assert.All(others, call => Assert.InRange(more.GetValueOrDefault(call) - few.GetValueOrDefault(call), -More / 4, More / 4));
        Assert.Equal(1, more["execve"]);
    }

    private static Dictionary<string, int> CallsOf(int sources)
    {
        using var folder = new TempFolder();
        for (int i = 0; i < sources; i++)
            folder.Write($"tree/pkg{i % 10}/mod{i}.py", "");
        var python = FsPath.From(Pythons.Any);
        using (var first = KilnProcess.Compile(folder, python))
            Assert.Equal(0, first.End().ExitCode);
        string[] words = [KilnProcess.Program, "compile", "--cache-dir", $"{folder / "cache"}", "-p", $"{python}", "--jobs", "1", $"{folder / "tree"}"];
        var (counts, run) = SystemCalls.Of(folder / "calls", words);
        Assert.Contains($"{sources} current", run.Messages, StringComparison.Ordinal);
        return counts;
    }
}
