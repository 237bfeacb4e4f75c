using Kiln.Engine.Tests.Bytecode;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>Packages that somebody removes while Kiln compiles them: the lock is not held then.</summary>
public sealed class RemovedWhileCompiledTests
{
    [NeedsFact]
    public void No_bytecode_stays_of_sources_that_are_gone()
    {
        using var folder = new TempFolder();
        new WheelBuilder().Add("demo/__init__.py", "").Add("demo/gone.py", "x = 1\n").Add("demo/inner/gone.py", "x = 2\n").Add("demo/stays.py", "x = 3\n").Write(folder / "wheels");
        var python = FaultyPython.Make(folder, "if name.endswith('/gone.py'): os.remove(name)").Executable;

        var run = ProcessRun.Of(KilnProcess.Program, [
            "pip", "install", "--cache-dir", $"{folder / "cache"}", "--no-index", "--find-links", $"{folder / "wheels"}", "--target", $"{folder / "there"}", "-p", $"{python}", "demo"]);

        Assert.True(run.ExitCode == 0, $"{run}");
        var target = folder / "there";
        Assert.Equal(["__init__", "stays"], PycFiles.In(target).Select(path => Path.GetFileName($"{path}").Split('.')[0]).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists($"{target / "demo/inner"}"));
        string record = File.ReadAllText($"{target / "demo-1.0.dist-info/RECORD"}");
        Assert.Contains("demo/__pycache__/stays.", record, StringComparison.Ordinal);
        Assert.DoesNotContain("__pycache__/gone.", record, StringComparison.Ordinal);
    }
}
