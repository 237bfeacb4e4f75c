using System.Diagnostics;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Bytecode;
using Kiln.Engine.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>Kiln ended from outside, at any moment: whole files only, no process stays, and the next run sweeps.</summary>
public sealed class KillTests
{
    private const int Sources = 300;
    private const int UsualKills = 40;

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("KILN_TEST_KILLS"), out int kills) ? kills : UsualKills;

    /// <summary>KILN_TEST_KILLS sets how often.</summary>
    [NeedsFact("setsid")]
    public void Killed_at_random_moments_it_leaves_whole_files_and_the_next_run_sweeps()
    {
        using var folder = new TempFolder();
        WriteTree(folder);
        var python = FaultyPython.Make(folder, "pass").Executable;
        var whole = TimeOf(folder, python);
        var random = new Random(11);

        int killed = 0;
        for (int i = 0; i < Kills; i++)
        {
            using var run = KilnProcess.Compile(folder, python, "--force");
            if (run.HasEndedWithin(whole * random.NextDouble()))
                whole = TimeOf(folder, python);
            else
                killed++;
            run.Signal(9);
            run.End();
            Assert.True(Processes.AreGone(folder.Path.ToString()), string.Join('\n', Processes.With(folder.Path.ToString())));
            Assert.Empty(PycFiles.Unloadable(Pythons.Any, folder / "tree"));
        }

        Assert.True(killed > Kills / 4, $"{killed} of {Kills} runs were killed");
        // Bytecode that a killed run was about to replace is valid, so only a run that writes there again comes by what is unfinished beside it.
        using (var last = KilnProcess.Compile(folder, python, "--force"))
            Assert.Equal(0, last.End().ExitCode);
        Assert.Equal(Sources, PycFiles.In(folder / "tree").Count);
        Assert.All(ImportTruth.Of(Pythons.Any, folder / "tree"), import => Assert.Equal(ImportTruth.Used, import.Value));
        Assert.Empty(Unfinished(folder));
    }

    [NeedsFact("setsid")]
    public void Killed_in_the_middle_of_a_first_run_it_is_finished_by_the_next()
    {
        using var folder = new TempFolder();
        WriteTree(folder);
        var python = FaultyPython.Make(folder, "time.sleep(0.005)").Executable;
        using (var run = KilnProcess.Compile(folder, python))
        {
            Assert.True(SpinWait.SpinUntil(() => PycFiles.In(folder / "tree").Count > 20, TimeSpan.FromSeconds(30)));
            run.Signal(9);
            run.End();
        }
        Assert.InRange(PycFiles.In(folder / "tree").Count, 20, Sources - 1);

        using var next = KilnProcess.Compile(folder, python);
        Assert.Equal(0, next.End().ExitCode);

        Assert.Equal(Sources, PycFiles.In(folder / "tree").Count);
        Assert.Empty(Unfinished(folder));
    }

    /// <summary>A worker stuck in C sees neither a signal handler nor the end of its input.</summary>
    [NeedsTheory("setsid")]
    [InlineData("sum(range(10 ** 15))")]
    [InlineData("time.sleep(1000)")]
    [InlineData("os.write(OUT, b'x' * 1000000)")]
    public void Workers_of_a_killed_run_are_gone_in_a_moment(string behaviour)
    {
        using var folder = new TempFolder();
        WriteTree(folder);
        var python = FaultyPython.Make(folder, $"if name.endswith('/mod299.py'): open('stuck', 'w'); {behaviour}").Executable;
        using var run = KilnProcess.Compile(folder, python, "--jobs", "2");
        Assert.True(SpinWait.SpinUntil(() => File.Exists((folder / "stuck").ToString()), TimeSpan.FromSeconds(30)));

        run.Signal(9);
        run.End();

        Assert.True(SpinWait.SpinUntil(() => Processes.With((folder / "fake.py").ToString()).Count == 0, TimeSpan.FromSeconds(2)));
    }

    [NeedsTheory("setsid")]
    [InlineData(2, 130, "time.sleep(0.005)")]
    [InlineData(2, 130, "if name.endswith('/mod7.py'): sum(range(10 ** 15))")]
    [InlineData(15, 143, "time.sleep(0.005)")]
    [InlineData(1, 129, "time.sleep(0.005)")]
    public void A_signal_ends_it_within_a_second_with_whole_files_only(int signal, int exitCode, string behaviour)
    {
        using var folder = new TempFolder();
        WriteTree(folder);
        var python = FaultyPython.Make(folder, behaviour).Executable;
        using var run = KilnProcess.Compile(folder, python, "--jobs", "2");
        Assert.True(SpinWait.SpinUntil(() => PycFiles.In(folder / "tree").Count > 5, TimeSpan.FromSeconds(30)));

        run.SignalGroup(signal);

        Assert.True(run.HasEndedWithin(TimeSpan.FromSeconds(1)));
        Assert.Equal((exitCode, ""), run.End());
        Assert.True(Processes.AreGone(folder.Path.ToString()));
        Assert.Empty(PycFiles.Unloadable(Pythons.Any, folder / "tree"));
        Assert.Empty(Unfinished(folder));
    }

    /// <summary>How long an undisturbed run takes on this machine just now.</summary>
    private static TimeSpan TimeOf(TempFolder folder, FsPath python)
    {
        var watch = Stopwatch.StartNew();
        using var run = KilnProcess.Compile(folder, python, "--force");
        Assert.Equal(0, run.End().ExitCode);
        return watch.Elapsed;
    }

    /// <summary>Half of the packages hand on their group (where this user has two), so that their files are made in place.</summary>
    private static void WriteTree(TempFolder folder)
    {
        for (int i = 0; i < Sources; i++)
            folder.Write($"tree/pkg{i % 10}/mod{i}.py", $"def f(x):\n    return x + {i}\n{new string('#', 10 * i)}\n");
        Shell.Run("cd \"$1\" && chgrp 1 pkg[0-4] && chmod 2775 pkg[0-4]", (folder / "tree").ToString());
    }

    private static IEnumerable<string> Unfinished(TempFolder folder) =>
        Directory.EnumerateFileSystemEntries((folder / "tree").ToString(), ".kiln-*", SearchOption.AllDirectories);
}
