using Kiln.Engine;
using Kiln.Engine.Cache;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Wheels;
using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary><c>kiln cache size</c>, <c>clean</c> and <c>prune</c>, alone and beside a run that uses the cache.</summary>
public sealed class CacheTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Clean_removes_packages_or_everything_and_tells_how_much()
    {
        Fill("one", "two");
        _folder.Write("cache/interpreters-v1/x.json", "{}");

        Assert.Equal("Removed 4 files", Told(Run("clean", "One")));
        Assert.Equal("No cache entries found", Told(Run("clean", "one")));
        Assert.Equal($"Clearing cache at: {_folder / "cache"}", Run("clean").Messages.Split('\n')[0]);
        Assert.Equal("No cache entries found", Told(Run("clear")));
        Assert.False(FileSystem.Exists(_folder / "cache/interpreters-v1"));
    }

    [Fact]
    public void Prune_removes_what_is_of_no_use_and_for_ci_what_can_be_had_again()
    {
        Fill("one");
        _folder.Write("cache/wheels-v1/.kiln-0123456789ab-1/tree/x.py", "left behind");

        Assert.Equal("Removed 1 file", Told(Run("prune")));
        Assert.Equal("No unused entries found", Told(Run("prune")));
        Assert.StartsWith("Removed ", Told(Run("prune", "--ci")), StringComparison.Ordinal);
        Assert.Equal("No cache entries found", Told(Run("clean")));
    }

    [Fact]
    public void Size_is_a_number_for_programs_and_words_for_people()
    {
        _folder.Write("cache/a/b", new string('x', 2048));

        Assert.Equal("2048\n", Run("size").Data);
        Assert.Equal("2.0 KiB\n", Run("size", "-H").Data);
        Assert.Equal("2.0 KiB\n", Run("size", "--output-format", "human").Data);
        Assert.Equal(2, Run("size", "--output-format", "some").ExitCode);
    }

    [Fact]
    public void Force_does_not_wait_for_a_run_that_uses_the_cache()
    {
        Fill("one");
        using var user = WheelCache.Open(Cache());

        Assert.StartsWith("Removed ", Told(Run("clean", "--force")), StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task Installs_beside_cleaning_end_well()
    {
        for (int i = 0; i < 12; i++)
            new WheelBuilder($"p{i}").Add($"p{i}/a.py", "x = 1").Add($"p{i}/b.py", "x = 2").Write(_folder.Folder("wheels"));
        var variables = new Dictionary<string, string> { ["KILN_CACHE_DIR"] = (_folder / "cache").ToString() };
        bool isDone = false;
        var cleaner = Task.Run(() =>
        {
            while (!Volatile.Read(ref isDone))
                Assert.Equal(0, CommandRun.With(variables, "cache", "clean").ExitCode);
        });
        for (int round = 0; round < 8; round++)
        {
            string target = (_folder / $"t{round}").ToString();
            string[] names = [.. Enumerable.Range(0, 12).Select(static i => $"p{i}")];
            var run = CommandRun.With(
                variables,
                ["pip", "install", "--no-config", "--no-index", "-f", (_folder / "wheels").ToString(), "-p", Pythons.Any, "-t", target, "--no-compile", .. names]);
            Assert.True(run.ExitCode == 0, run.Messages);
            Assert.All(names, name => Assert.True(File.Exists(Path.Combine(target, name, "b.py"))));
        }
        Volatile.Write(ref isDone, true);
        await cleaner;
    }

    public void Dispose() => _folder.Dispose();

    private void Fill(params string[] names)
    {
        using var cache = WheelCache.Open(Cache());
        cache.Get([.. names.Select(name => new WheelRequest(new WheelBuilder(name).Add($"{name}.py", "x = 1").Write(_folder)))], new RecordingReporter());
    }

    private CacheFolder Cache() =>
        CacheFolder.Locate(new Surroundings(new Dictionary<string, string>(), _folder.Path), _folder / "cache");

    private CommandRun Run(params string[] words) =>
        CommandRun.With(new() { ["KILN_CACHE_DIR"] = (_folder / "cache").ToString() }, ["cache", .. words]);

    private static string Told(CommandRun run) => run.Messages.TrimEnd().Split('\n')[^1].Split(" (")[0];
}
