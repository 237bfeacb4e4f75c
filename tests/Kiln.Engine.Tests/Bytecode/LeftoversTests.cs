using Kiln.Engine.Bytecode;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>What killed runs left goes with the next run; what belongs to somebody stays.</summary>
public sealed class LeftoversTests
{
    private static InterpreterInfo Python => CompileRun.Interpreter(Pythons.Any);

    [PythonFact]
    public void Staging_folders_of_dead_runs_go()
    {
        using var folder = new TempFolder();
        folder.Write("pkg/mod.py", "");
        folder.Write(".kiln-0123456789ab-1/lock", "");
        folder.Write(".kiln-0123456789ab-1/.kiln-0123456789ab-2", "half");
        folder.Folder("pkg/.kiln-0123456789ac-1");

        CompileRun.Of(Python, folder.Path);

        Assert.Empty(Unfinished(folder));
    }

    [PythonFact]
    public void What_a_change_under_way_moved_aside_is_not_compiled()
    {
        using var folder = new TempFolder();
        folder.Write(".installing-kiln/stash/0/mod.py", "");

        Assert.Empty(CompileRun.Ends(CompileRun.Of(Python, folder.Path), folder.Path));

        Assert.False(Directory.Exists((folder / ".installing-kiln/stash/0/__pycache__").ToString()));
    }

    [PythonFact]
    public void They_go_too_where_files_are_listed_and_where_nothing_is_to_do()
    {
        using var folder = new TempFolder();
        var file = folder.Write("pkg/mod.py", "");
        CompileRun.Of(Python, folder.Path);
        folder.Write("pkg/.kiln-0123456789ab-1/lock", "");

        CompileRun.Of(Python, VerifyRun.Tree(folder.Path) with { Roots = [], Files = [file] });

        Assert.Empty(Unfinished(folder));
    }

    [PythonFact]
    public void They_go_too_under_a_prefix()
    {
        using var folder = new TempFolder();
        using var mirror = new TempFolder();
        folder.Write("mod.py", "");
        mirror.Write(".kiln-0123456789ab-1/lock", "");

        CompileRun.Of(Python, folder.Path, new BytecodeOptions { CachePrefix = mirror.Path });

        Assert.Empty(Unfinished(mirror));
        Assert.Single(PycFiles.In(mirror.Path));
    }

    [PythonFact]
    public void Files_made_in_place_go_when_their_folder_is_written_to()
    {
        using var folder = new TempFolder();
        folder.Write("mod.py", "");
        folder.Write("__pycache__/.kiln-0123456789ab-1", "half");
        folder.Write("__pycache__/.kiln-0123456789ab-2", "");

        CompileRun.Of(Python, folder.Path);

        Assert.Empty(Unfinished(folder));
    }

    [PythonFact]
    public void What_a_living_run_holds_stays()
    {
        using var folder = new TempFolder();
        folder.Write("mod.py", "");
        var staged = folder.Write(".kiln-0123456789ab-1/.kiln-0123456789ab-2", "half");
        var inPlace = folder.Write("__pycache__/.kiln-0123456789ab-3", "half");
        using var staging = FileLock.TryTake(folder / ".kiln-0123456789ab-1/lock");
        using var file = FileLock.TryTake(inPlace);
        Assert.NotNull(staging);
        Assert.NotNull(file);

        CompileRun.Of(Python, folder.Path);

        Assert.True(FileSystem.IsFile(staged));
        Assert.True(FileSystem.IsFile(inPlace));
    }

    [PythonFact]
    public void Folders_of_a_similar_name_are_a_users_own()
    {
        using var folder = new TempFolder();
        folder.Write(".kiln-backup/lock", "");
        folder.Write(".kiln-backup/mod.py", "");
        folder.Write(".kiln-0123456789ab-1/lock", "");
        folder.Write(".kiln-0123456789ab-1/notes.txt", "mine");

        var report = CompileRun.Of(Python, folder.Path);

        Assert.Equal([".kiln-backup/mod.py Compiled"], CompileRun.Ends(report, folder.Path));
        Assert.True(File.Exists((folder / ".kiln-0123456789ab-1/notes.txt").ToString()));
    }

    [PythonFact]
    public void A_staging_folder_cleared_away_meanwhile_loses_no_file()
    {
        using var folder = new TempFolder();
        for (int i = 0; i < 50; i++)
            folder.Write($"mod{i}.py", "");
        var reporter = new CountingReporter(_ => Shell.Run("rm -rf \"$1\"/.kiln-*", folder.Path.ToString()));

        Assert.Equal(50, CompileRun.Of(Python, folder.Path, new BytecodeOptions { Jobs = 2 }, reporter).Count(CompileEnd.Compiled));
    }

    private static IEnumerable<string> Unfinished(TempFolder folder) =>
        Directory.EnumerateFileSystemEntries(folder.Path.ToString(), ".kiln-*", SearchOption.AllDirectories);
}
