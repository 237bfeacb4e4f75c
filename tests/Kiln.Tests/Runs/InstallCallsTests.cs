using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>What installing from a warm cache, and finding all installed, ask of the kernel.</summary>
public sealed class InstallCallsTests : IDisposable
{
    private const int Few = 200;
    private const int More = 1200;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Two wheels of the same folders: what more files cost is the difference.</summary>
    [NeedsFact("strace", "setsid")]
    public void A_file_costs_one_link()
    {
        var few = CallsOfWarmInstall(Few);
        var more = CallsOfWarmInstall(More);

        // The one that finds out that there are no clones, and those that another thread was asked first, are the rest.
        Assert.InRange(Links(more) - Links(few), More - Few, (More - Few) * 1.02);
        Assert.All((string[])["openat", "statx", "newfstatat", "readlink", "readlinkat", "mkdir", "mkdirat", "rename", "renameat"],
            call => Assert.InRange(more.GetValueOrDefault(call) - few.GetValueOrDefault(call), -(More - Few) / 10, (More - Few) / 10));
    }

    [NeedsFact("strace", "setsid")]
    public void A_package_that_is_there_costs_one_read_of_its_metadata_and_no_process()
    {
        var few = CallsOfNothingToDo(20);
        var more = CallsOfNothingToDo(120);

        Assert.InRange((more["openat"] - few["openat"]) / 100.0, 0.95, 1.1);
        Assert.Equal(1, more["execve"]);
    }

    private static int Links(Dictionary<string, int> calls) => calls.GetValueOrDefault("link") + calls.GetValueOrDefault("linkat");

    private Dictionary<string, int> CallsOfWarmInstall(int files)
    {
        var wheel = new WheelBuilder($"files{files}");
        for (int i = 0; i < files; i++)
            wheel.Add($"pkg{i % 10}/mod{i}.py", "");
        wheel.Write(_folder.Folder($"wheels{files}"));
        Install("first", files);
        return CallsOf("second", files);
    }

    private Dictionary<string, int> CallsOfNothingToDo(int packages)
    {
        for (int i = 0; i < packages; i++)
            new WheelBuilder($"package{i}").Add($"package{i}.py", "").Write(_folder.Folder($"wheels{packages}"));
        Install("same", packages);
        return CallsOf("same", packages);
    }

    private void Install(string environment, int wheels)
    {
        var run = ProcessRun.Of(KilnProcess.Program, WordsOf(environment, wheels));
        Assert.True(run.ExitCode == 0, run.Messages);
    }

    private Dictionary<string, int> CallsOf(string environment, int wheels) =>
        SystemCalls.Of(_folder / "calls", [KilnProcess.Program, .. WordsOf(environment, wheels)]).Counts;

    /// <summary>The words of an install of all these wheels into an environment, which is made where it is missing.</summary>
    private string[] WordsOf(string environment, int wheels)
    {
        var folder = _folder / $"{environment}{wheels}";
        if (!FileSystem.Exists(folder))
        {
            var made = ProcessRun.Of(KilnProcess.Program, ["venv", "--python", Pythons.Any!, folder.ToString()]);
            Assert.True(made.ExitCode == 0, made.Messages);
        }
        var archives = Directory.GetFiles((_folder / $"wheels{wheels}").ToString()).Select(Path.GetFileName).Select(name => name!.Split('-')[0]).Order(StringComparer.Ordinal);
        return ["pip", "install", "--no-compile-bytecode", "--no-index", "--cache-dir", $"{_folder / "cache"}", "-p", $"{folder}", "--find-links", $"{_folder / $"wheels{wheels}"}", .. archives];
    }
}
