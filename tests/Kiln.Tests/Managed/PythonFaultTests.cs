using System.Diagnostics;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Runs;
using Kiln.Tests.Support;

namespace Kiln.Tests.Managed;

/// <summary>Installs that are killed, that have no space or no rights, and several at once: never half a Python.</summary>
public sealed class PythonFaultTests : IDisposable
{
    private const int UsualKills = 8;

    private readonly PythonArea _area = new();

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("KILN_TEST_KILLS"), out int kills) ? kills : UsualKills;

    public void Dispose() => _area.Dispose();

    /// <summary>KILN_TEST_KILLS sets how often.</summary>
    [NeedsTheory("setsid")]
    [InlineData("install")]
    [InlineData("reinstall")]
    public void Killed_at_random_moments_the_next_run_repairs(string change)
    {
        string key = _area.Add(StandaloneArchive.Pack([.. Many("3.12.1")]), "3.12.1");
        var random = new Random(23);
        var whole = TimeSpan.Zero;
        int killed = 0;
        for (int i = -1; i < Kills; i++)
        {
            if (change == "install" && Directory.Exists($"{_area.Root}"))
                Directory.Delete($"{_area.Root}", recursive: true);
            string[] words = change == "install" ? _area.Install("3.12") : _area.Install("3.12", "--reinstall");
            var watch = Stopwatch.StartNew();
            using (var run = KilnProcess.Start(words))
            {
                bool isKilled = i >= 0 && !run.HasEndedWithin(whole * random.NextDouble());
                if (isKilled)
                    run.Signal(9);
                killed += isKilled ? 1 : 0;
                run.End();
                whole = isKilled ? whole : watch.Elapsed;
            }
            // Whatever can be seen is whole, at any moment.
            Assert.All(Directory.Exists($"{_area.Root}") ? Directory.GetDirectories($"{_area.Root}", "cpython-3.12.1-*") : [], static folder => Assert.Equal(404, Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length));

            using var next = KilnProcess.Start(words);
            Assert.Equal(0, next.End().ExitCode);

            Assert.Contains(key, _area.Installed());
            Assert.Empty(_area.Unfinished());
        }
        Assert.True(killed > Kills / 4, $"{killed} of {Kills} runs were killed");
    }

    [CPythonsFact]
    public void Killed_while_it_compiles_the_next_run_writes_what_is_missing()
    {
        var archive = StandaloneArchive.Of(PackedPythons.Executables[0]);
        string key = _area.Add(archive.Content, archive.Version);
        string[] words = _area.Install(archive.Minor, "--compile-bytecode");
        Assert.Equal(0, End(words));
        string library = $"{_area.Root / key / "lib" / $"python{archive.Minor}"}";
        var random = new Random(29);
        var whole = TimeSpan.Zero;
        for (int i = -1; i < Kills / 2; i++)
        {
            foreach (string folder in Directory.GetDirectories(library, "__pycache__", SearchOption.AllDirectories))
                Directory.Delete(folder, recursive: true);
            var watch = Stopwatch.StartNew();
            using (var run = KilnProcess.Start(words))
            {
                if (i >= 0 && !run.HasEndedWithin(whole * (0.3 + (0.7 * random.NextDouble()))))
                    run.Signal(9);
                run.End();
            }
            whole = i < 0 ? watch.Elapsed : whole;

            Assert.Equal(0, End(words));

            string[] files = [.. Directory.GetFiles(library, "*", SearchOption.AllDirectories).Select(static file => Path.GetFileName(file))];
            Assert.Equal(files.Count(static name => name.EndsWith(".py", StringComparison.Ordinal)), files.Count(static name => name.EndsWith(".pyc", StringComparison.Ordinal)));
            Assert.DoesNotContain(files, static name => name.Contains("kiln", StringComparison.Ordinal));
            Assert.Empty(_area.Unfinished());
        }
    }

    [NeedsFact("setsid")]
    public void Two_at_once_wait_for_each_other()
    {
        string key = _area.Add(StandaloneArchive.Pack([.. Many("3.12.1")]), "3.12.1");
        using KilnProcess one = KilnProcess.Start(_area.Install("3.12")), other = KilnProcess.Start(_area.Install("3.12"));

        var ends = new[] { one.End(), other.End() };

        Assert.Equal([0, 0], ends.Select(static end => end.ExitCode));
        Assert.Single(ends, static end => end.Messages.Contains("Installed Python 3.12.1", StringComparison.Ordinal));
        Assert.Single(ends, static end => end.Messages.EndsWith("Python 3.12 is already installed\n", StringComparison.Ordinal));
        Assert.Contains(key, _area.Installed());
        Assert.Single(_area.Requests);
    }

    [NeedsFact("mount", "root")]
    public void A_full_disk_is_said_and_nothing_stays_of_the_attempt()
    {
        _area.Add(StandaloneArchive.Pack([.. Many("3.12.1"), StandaloneArchive.File("python/big", Noise(3_000_000))]), "3.12.1");
        using var disk = new SmallDisk(_area.Folder, "pythons", "size=2m");

        var run = _area.Run("install", "3.12");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no space left on the device", run.Messages, StringComparison.Ordinal);
        Assert.Empty(_area.Installed());
        Assert.Empty(_area.Unfinished());
    }

    [NeedsFact("mount", "root")]
    public void A_folder_that_cannot_be_written_is_said()
    {
        _area.AddHollow("3.12.1");
        using var disk = new SmallDisk(_area.Folder, "pythons", "size=2m");
        disk.MakeReadOnly();

        var run = _area.Run("install", "3.12");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"`{_area.Root}", run.Messages, StringComparison.Ordinal);
        Assert.Empty(_area.Requests);
    }

    private static int End(string[] words)
    {
        using var run = KilnProcess.Start(words);
        return run.End().ExitCode;
    }

    private static IEnumerable<System.Formats.Tar.TarEntry> Many(string version)
    {
        string minor = version[..version.LastIndexOf('.')];
        yield return StandaloneArchive.File($"python/bin/python{minor}", "#!/bin/sh\n"u8.ToArray(), isRunnable: true);
        for (int i = 0; i < 400; i++)
            yield return StandaloneArchive.File($"python/lib/python{minor}/p{i % 20}/m{i}.py", Noise(500));
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(7).NextBytes(noise);
        return noise;
    }
}
