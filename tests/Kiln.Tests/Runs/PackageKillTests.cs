using System.Diagnostics;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>Changes of an environment that are killed at any moment: the next run ends with a right environment.</summary>
public sealed class PackageKillTests
{
    private const int UsualKills = 8;

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("KILN_TEST_KILLS"), out int kills) ? kills : UsualKills;

    /// <summary>KILN_TEST_KILLS sets how often.</summary>
    [NeedsTheory("setsid")]
    [InlineData("install", "clone")]
    [InlineData("install", "copy")]
    [InlineData("sync", "hardlink")]
    [InlineData("uninstall", "hardlink")]
    [InlineData("fill", "hardlink")]
    public void Killed_at_random_moments_the_next_run_ends_with_a_right_environment(string change, string linkMode)
    {
        using var area = new PackageArea();
        var random = new Random(17);
        var whole = TimeSpan.Zero;
        int killed = 0;
        for (int i = -1; i < Kills; i++)
        {
            string[] words = Prepare(area, change, linkMode);
            if (i % 2 == 0)
                area.ForgetBytecode();
            var watch = Stopwatch.StartNew();
            using (var run = KilnProcess.Start(words))
            {
                bool isKilled = i >= 0 && !run.HasEndedWithin(whole * random.NextDouble());
                if (isKilled)
                    run.Signal(9);
                killed += isKilled ? 1 : 0;
                run.End();
                if (!isKilled)
                    whole = watch.Elapsed;
            }

            PackageArea.Succeed(words);

            AssertRight(area, change, $"kill {i} of `{change}`");
            Assert.Equal([], Directory.EnumerateFileSystemEntries((area.Folder / "cache" / "wheels-v1").ToString(), ".kiln-*").Where(_ => change != "fill"));
        }
        Assert.True(killed > Kills / 4, $"{killed} of {Kills} runs were killed");
        if (change == "uninstall")
            Assert.Empty(Directory.EnumerateFileSystemEntries((area.Root / "bin").ToString(), "*-tool"));
    }

    /// <summary>What a random moment seldom meets: between two calls that belong together.</summary>
    [NeedsTheory("strace")]
    [InlineData("install", "?renameat")]
    [InlineData("one", "?renameat")]
    [InlineData("sync", "?renameat")]
    [InlineData("uninstall", "?unlinkat")]
    public void Killed_at_one_system_call_after_the_other_the_next_run_ends_with_a_right_environment(string change, string call)
    {
        using var area = new PackageArea();
        int killed = 0;
        for (int i = 1; i <= Kills; i++)
        {
            string[] words = Prepare(area, change, "hardlink");
            area.ForgetBytecode();
            // Counted in each thread: the first one that has made so many is the one that ends it.
            var run = ProcessRun.Of("strace", ["-f", "-qq", "-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={call}:signal=SIGKILL:when={2 * i}", KilnProcess.Program, .. words]);
            killed += run.ExitCode == 128 + 9 ? 1 : 0;

            PackageArea.Succeed(words);

            AssertRight(area, change, $"`{change}` killed at {call} {2 * i}");
        }
        Assert.True(killed > Kills / 2, $"{killed} of {Kills} runs were killed");
    }

    private static void AssertRight(PackageArea area, string change, string moment)
    {
        Assert.Equal(Expected(change), area.Installed());
        var faults = area.Faults();
        Assert.True(faults.Count == 0, $"{moment}:\n{string.Join('\n', faults)}");
    }

    /// <summary>Brings the environment to the state before; the words of the run to kill.</summary>
    private static string[] Prepare(PackageArea area, string change, string linkMode)
    {
        bool isEmptyBefore = change is "install" or "fill" or "one";
        if (isEmptyBefore && area.Installed().Count > 0)
            PackageArea.Succeed(area.Pip("uninstall", PackageArea.Names));
        if (!isEmptyBefore)
            PackageArea.Succeed(area.Pip("sync", area.Requirements(1)));
        if (change == "fill" && Directory.Exists((area.Folder / "cache" / "wheels-v1").ToString()))
            Directory.Delete((area.Folder / "cache" / "wheels-v1").ToString(), recursive: true);
        return change switch
        {
            "uninstall" => area.Pip("uninstall", PackageArea.Names),
            "sync" => area.Pip("sync", "--link-mode", linkMode, Newer(area)),
            "fill" => area.Pip("install", "--no-compile-bytecode", "--link-mode", linkMode, "-r", area.Requirements(1)),
            "one" => area.Pip("install", "--link-mode", linkMode, "alpha==1.0"),
            _ => area.Pip("install", "--link-mode", linkMode, "-r", area.Requirements(1)),
        };
    }

    /// <summary>Two packages go, one is upgraded, one stays.</summary>
    private static string Newer(PackageArea area) => area.Folder.Write("newer.txt", "alpha==2.0\nbeta==1.0\n").ToString();

    private static string[] Expected(string change) => change switch
    {
        "uninstall" => [],
        "one" => ["alpha-1.0"],
        "sync" => ["alpha-2.0", "beta-1.0"],
        _ => [.. PackageArea.Names.Select(name => $"{name}-1.0").Order(StringComparer.Ordinal)],
    };
}
