using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>Many processes that change one environment at once.</summary>
public sealed class PackageCrowdTests
{
    private const int Crowd = 20;
    private const int UsualRounds = 2;

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("KILN_TEST_ROUNDS"), out int rounds) ? rounds : UsualRounds;

    /// <summary>KILN_TEST_ROUNDS sets how many commands each of them runs.</summary>
    [NeedsFact("setsid")]
    public void Twenty_processes_at_once_break_nothing()
    {
        using var area = new PackageArea();
        string[] files = [area.Requirements(1), area.Requirements(2)];
        var failures = Together(seed => KilnCommand(area, files, new Random(seed)));

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        AssertWhole(area, files[0]);
    }

    [UvFact]
    public void Beside_uv_nothing_is_broken()
    {
        using var area = new PackageArea();
        string[] files = [area.Requirements(1), area.Requirements(2)];
        var failures = Together(seed => seed % 2 == 0 ? KilnCommand(area, files, new Random(seed)) : UvCommand(area, files, new Random(seed)));

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        AssertWhole(area, files[0]);
    }

    /// <summary>What the runs that did not end well said; each of the crowd runs one command after the other.</summary>
    private static List<string> Together(Func<int, ProcessRun> command)
    {
        var failures = new List<string>();
        var threads = Enumerable.Range(0, Crowd).Select(member => new Thread(() =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                var run = command((round * Crowd) + member);
                lock (failures)
                {
                    if (run.ExitCode != 0)
                        failures.Add($"{run}");
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return failures;
    }

    private static ProcessRun KilnCommand(PackageArea area, string[] files, Random random)
    {
        string name = PackageArea.Names[random.Next(PackageArea.Names.Length)];
        return PackageArea.Run(random.Next(6) switch
        {
            0 => area.Pip("install", $"{name}=={random.Next(1, 3)}.0"),
            1 => area.Pip("install", "--reinstall", "--no-compile-bytecode", name),
            2 => area.Pip("uninstall", name),
            3 => area.Pip("sync", "--link-mode", "copy", files[random.Next(2)]),
            4 => ["compile", "--cache-dir", $"{area.Folder / "cache"}", "-p", $"{area.Root}", "--force", $"{area.Site}"],
            _ => area.Pip("install", "-r", files[random.Next(2)]),
        });
    }

    private static ProcessRun UvCommand(PackageArea area, string[] files, Random random)
    {
        string name = PackageArea.Names[random.Next(PackageArea.Names.Length)];
        string[] place = ["-p", $"{area.Root}"];
        string[] wheels = ["--no-index", "--find-links", $"{area.Folder / "wheels"}"];
        string[] words = random.Next(3) switch
        {
            0 => ["pip", "install", .. place, .. wheels, $"{name}=={random.Next(1, 3)}.0"],
            1 => ["pip", "uninstall", .. place, name],
            _ => ["pip", "sync", .. place, .. wheels, files[random.Next(2)]],
        };
        var run = UvRun.Of($"{area.Folder.Path}", [], words);
        return IsOvertaken(run) ? UvRun.Of($"{area.Folder.Path}", [], words) : run;
    }

    /// <summary>
    /// True if uv gave up because bytecode came into a folder that it was removing, as it does when any Python imports from there meanwhile: whoever ran it runs it
    /// again. What it left half-removed must come in order by that.
    /// </summary>
    private static bool IsOvertaken(ProcessRun run) =>
        run.ExitCode != 0 && run.Messages.Contains("/__pycache__`: Directory not empty", StringComparison.Ordinal);

    private static void AssertWhole(PackageArea area, string requirements)
    {
        Assert.Equal([], area.Faults());
        PackageArea.Succeed(area.Pip("check"));
        PackageArea.Succeed(area.Pip("sync", requirements));
        PackageArea.Succeed("verify", "--cache-dir", $"{area.Folder / "cache"}", "-p", $"{area.Root}", $"{area.Site}");
        Assert.Equal([], area.Faults());
        PackageArea.Succeed(area.Pip("uninstall", PackageArea.Names));
        Assert.Equal([], area.Faults());
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(area.Site.ToString()).Select(Path.GetFileName), name => name![0] is not ('_' or '.'));
    }
}
