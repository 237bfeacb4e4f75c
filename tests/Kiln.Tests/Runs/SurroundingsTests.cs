using System.Text;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>What a process has from the one that started it acts on Kiln's bytecode as on Python's own.</summary>
public sealed class SurroundingsTests
{
    private const string Import = "-c 'import sys; sys.dont_write_bytecode = False; sys.path.insert(0, sys.argv[1]); import mod'";

    [NeedsTheory]
    [InlineData("umask 000")]
    [InlineData("umask 027")]
    [InlineData("umask 077")]
    public void The_umask_counts_as_for_an_import(string set)
    {
        using var folder = new TempFolder();
        folder.Write("ours/mod.py", "");
        folder.Write("theirs/mod.py", "");

        Run(folder, $"{set}; {Compile(folder, "ours")} && '{Pythons.Any}' {Import} theirs");

        const string rights = "cd $1 && stat -c '%n %a' __pycache__ __pycache__/*";
        string[] seen = [.. ((string[])["ours", "theirs"]).Select(tree => Encoding.UTF8.GetString(Shell.Run(rights, $"{folder / tree}").Output))];
        Assert.Equal(seen[1], seen[0]);
    }

    [NeedsTheory]
    [InlineData("mirror")]
    [InlineData("./mirror/deep/../er")]
    [InlineData("$PWD/mirror")]
    public void A_prefix_is_where_import_looks(string prefix)
    {
        using var folder = new TempFolder();
        folder.Write("tree/mod.py", "");

        Run(folder, $"export PYTHONPYCACHEPREFIX={prefix}; {Compile(folder, "tree")}");

        string used = Run(folder, $"PYTHONPYCACHEPREFIX={prefix} '{Pythons.Any}' -v {Import} \"$PWD/tree\"");
        Assert.Contains("matches " + folder.Path + "/tree/mod.py", used, StringComparison.Ordinal);
        Assert.False(Directory.Exists((folder / "tree/__pycache__").ToString()));
    }

    private static string Compile(TempFolder folder, string tree) =>
        $"'{KilnProcess.Program}' compile --cache-dir '{folder / "cache"}' -p '{Pythons.Any}' {tree}";

    /// <summary>What it printed to stderr.</summary>
    private static string Run(TempFolder folder, string line)
    {
        var run = ProcessRun.OfShell(line, folder.Path.ToString());
        Assert.True(run.ExitCode == 0, run.Messages);
        return run.Messages;
    }
}
