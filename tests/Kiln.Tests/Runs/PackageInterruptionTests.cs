using System.Diagnostics;
using Kiln.Engine.Tests.Bytecode;
using Kiln.Engine.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>Ctrl-C while an environment is changed: it is as it was, or as it was to become, and nothing unfinished is left.</summary>
public sealed class PackageInterruptionTests
{
    private const int Interruptions = 6;

    [NeedsTheory("setsid")]
    [InlineData(2, 130)]
    [InlineData(15, 143)]
    public void Interrupted_at_random_moments_the_change_is_whole_or_not_there(int signal, int exitCode)
    {
        using var area = new PackageArea();
        string[] older = ["alpha-1.0", "beta-1.0", "delta-1.0", "gamma-1.0"], newer = ["alpha-2.0", "beta-2.0", "delta-2.0", "gamma-2.0"];
        var random = new Random(23);
        var whole = TimeSpan.Zero;
        int interrupted = 0;
        for (int i = -1; i < Interruptions; i++)
        {
            PackageArea.Succeed(area.Pip("sync", "--no-compile-bytecode", area.Requirements(1)));
            var watch = Stopwatch.StartNew();
            using var run = KilnProcess.Start(area.Pip("sync", "--no-compile-bytecode", "--link-mode", "copy", area.Requirements(2)));
            bool isInterrupted = i >= 0 && !run.HasEndedWithin(whole * random.NextDouble());
            if (isInterrupted)
                run.SignalGroup(signal);
            var (exited, messages) = run.End();
            if (!isInterrupted)
                whole = watch.Elapsed;

            Assert.Contains(exited, isInterrupted ? [exitCode, 0] : (int[])[0]);
            Assert.DoesNotContain("error", messages, StringComparison.Ordinal);
            Assert.Equal([], area.Faults());
            var installed = area.Installed();
            Assert.True(installed.SequenceEqual(newer) || (exited != 0 && installed.SequenceEqual(older)), string.Join(' ', installed));
            interrupted += exited == exitCode ? 1 : 0;
        }
        Assert.True(interrupted > 0, "no run was interrupted");
    }

    /// <summary>A terminal sends Ctrl-C to Python too: that it ended so is no fault of the interpreter.</summary>
    [NeedsFact("setsid")]
    public void Interrupted_while_it_asks_the_interpreter_it_says_nothing()
    {
        using var folder = new TempFolder();
        var python = folder.Script("python", $": > '{folder / "begun"}'; exec sleep 1000");
        using var run = KilnProcess.Start("pip", "install", "-p", $"{python}", "--cache-dir", $"{folder / "cache"}", "--target", $"{folder / "there"}", "--no-index", "demo");
        Assert.True(SpinWait.SpinUntil(() => File.Exists($"{folder / "begun"}"), TimeSpan.FromMinutes(1)));

        run.SignalGroup(2);

        Assert.Equal((130, ""), run.End());
        Assert.False(Directory.Exists($"{folder / "there"}"));
    }

    [NeedsFact("setsid")]
    public void Interrupted_while_it_compiles_the_packages_are_there()
    {
        using var area = new PackageArea();
        var python = FaultyPython.Make(area.Folder, "if name.endswith('.py'): open('begun', 'w').close(); time.sleep(0.05)").Executable;
        string[] words = ["pip", "install", "-p", $"{python}", "--cache-dir", $"{area.Folder / "cache"}", "--target", $"{area.Folder / "there"}",
            "--no-index", "--find-links", $"{area.Folder / "wheels"}", "-r", area.Requirements(1)];
        using var run = KilnProcess.Start(words);
        Assert.True(SpinWait.SpinUntil(() => File.Exists($"{area.Folder / "begun"}"), TimeSpan.FromMinutes(1)));

        run.SignalGroup(2);

        Assert.Equal(130, run.End().ExitCode);
        var target = area.Folder / "there";
        Assert.Equal(4, Directory.EnumerateDirectories($"{target}", "*.dist-info").Count());
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries($"{target}", "*", SearchOption.AllDirectories).Select(Path.GetFileName), name => name![0] == '.' && name != ".lock");
        Assert.Empty(PycFiles.Unloadable(Pythons.Any, target));
        PackageArea.Succeed(words);
        Assert.Empty(Processes.With($"{area.Folder / "fake.py"}"));
    }
}
