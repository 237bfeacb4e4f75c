using Kiln.Engine.Installing;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Installing;

/// <summary>Changes that end at each of their steps, as at a kill, and what the next run makes of them.</summary>
public sealed class InstallTransactionTests : IDisposable
{
    private readonly TestEnvironment _environment = new();

    private FsPath Folder => _environment.Site / ".installing-kiln";

    [Fact]
    public void Killed_before_anything_was_moved_equal_files_stay()
    {
        _environment.Install(new WheelBuilder().Add("demo.py", "same\n").Add("demo/__init__.py", ""));
        var before = _environment.Files();
        _ = Begin(_environment.Plan(new WheelBuilder("demo", "2.0").Add("demo.py", "same\n").Add("demo/__init__.py", "")));

        Assert.True(InstallTransaction.Recover(_environment.Target));

        Assert.Equal(before, _environment.Files());
    }

    [Fact]
    public void Killed_while_adding_a_part_of_a_file_is_removed_and_an_equal_file_of_another_comes_back()
    {
        _environment.Install(new WheelBuilder("other").Add("shared/__init__.py", "same\n"));
        var before = _environment.Files();
        var transaction = Begin(_environment.Plan(new WheelBuilder().Add("shared/__init__.py", "same\n").Add("demo.py", "whole\n")));
        transaction.BeginAdding();
        File.WriteAllText((_environment.Site / "demo.py").ToString(), "who");

        Assert.True(InstallTransaction.Recover(_environment.Target));

        Assert.Equal(before, _environment.Files());
    }

    [Fact]
    public void Killed_while_taking_back_what_is_back_already_stays()
    {
        _environment.Install(new WheelBuilder().Add("a.py", "same\n").Add("b.py", "same\n"));
        var before = _environment.Files();
        var transaction = Begin(_environment.Plan(new WheelBuilder("demo", "2.0").Add("a.py", "same\n").Add("b.py", "same\n")));
        transaction.BeginAdding();
        File.Move((Folder / "adding").ToString(), (Folder / "restoring").ToString());
        var stashed = Directory.GetFiles((Folder / "stash").ToString(), "a.py", SearchOption.AllDirectories).Single();
        File.Move(stashed, (_environment.Site / "a.py").ToString());

        Assert.True(InstallTransaction.Recover(_environment.Target));

        Assert.Equal(before, _environment.Files());
    }

    /// <summary>A folder for bytecode is made before the first file comes there.</summary>
    [Fact]
    public void Killed_while_it_compiled_neither_staging_folder_nor_empty_folders_stay()
    {
        _environment.Install(new WheelBuilder().Add("demo/deep/x.py", "1"));
        Directory.CreateDirectory((_environment.Site / "demo" / "__pycache__").ToString());
        File.WriteAllText((_environment.Site / "demo" / "__pycache__" / "x.cpython-312.pyc").ToString(), "");
        var before = _environment.Files();
        var empty = Directory.CreateDirectory((_environment.Site / "demo" / "deep" / "__pycache__").ToString());
        var staging = _environment.Site / ".kiln-3f9c21d07a5e-1";
        Directory.CreateDirectory((staging / ".kiln-3f9c21d07a5e-2").ToString());
        File.WriteAllText((staging / "lock").ToString(), "");

        Assert.False(InstallTransaction.Recover(_environment.Target));

        Assert.Equal(before, _environment.Files());
        Assert.False(Directory.Exists(staging.ToString()));
        Assert.False(Directory.Exists(empty.FullName));
    }

    [Fact]
    public void Killed_after_the_commit_the_folders_that_became_empty_go()
    {
        var before = _environment.Files();
        _environment.Install(new WheelBuilder().Add("demo/deep/x.py", "1"));
        var transaction = Begin();
        foreach (var path in new WheelRemover(_environment.Target).Plan(_environment.Installed().Single()).Paths)
            Assert.False(transaction.Stash(path).IsError);
        transaction.BeginAdding();
        transaction.Commit();

        Assert.True(InstallTransaction.Recover(_environment.Target));

        Assert.Equal(before, _environment.Files());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_environment.Site.ToString()));
    }

    [Fact]
    public void Killed_while_cleaning_up_behind_a_commit_nothing_is_taken_back()
    {
        var transaction = Begin(_environment.Plan(new WheelBuilder().Add("demo.py", "1")));
        transaction.BeginAdding();
        File.WriteAllText((_environment.Site / "demo.py").ToString(), "1");
        transaction.Commit();
        File.Delete((Folder / "journal").ToString());
        File.Delete((Folder / "committed").ToString());

        Assert.True(InstallTransaction.Recover(_environment.Target));

        Assert.Equal("1", File.ReadAllText((_environment.Site / "demo.py").ToString()));
        Assert.False(Directory.Exists(Folder.ToString()));
    }

    [Fact]
    public void A_change_that_another_process_is_in_the_middle_of_is_left_alone()
    {
        using var others = Begin();

        var error = Assert.Throws<UserErrorException>(() => Begin());

        Assert.Contains("in the middle", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists((Folder / "journal").ToString()));
    }

    [Fact]
    public void A_folder_that_leads_out_is_refused_and_nothing_is_made_or_removed_behind_it()
    {
        string outside = Directory.CreateDirectory((_environment.Root.Parent / "outside").ToString()).FullName;
        Directory.CreateDirectory(Path.Combine(outside, "empty"));
        File.CreateSymbolicLink((_environment.Site / "demo").ToString(), outside);
        var before = FolderState.Of(outside);

        Assert.Throws<UserErrorException>(() => _environment.Install(new WheelBuilder().Add("demo/deep/x.py", "1").Add("demo/empty/y.py", "2")));

        Assert.Equal(before, FolderState.Of(outside));
        Assert.Equal(["demo"], Directory.EnumerateFileSystemEntries(_environment.Site.ToString()).Select(Path.GetFileName));
    }

    [Fact]
    public void Two_wheels_of_one_command_leave_nothing_of_it_when_the_change_fails()
    {
        var before = _environment.Files();
        var first = _environment.Plan(new WheelBuilder().Add("demo-1.0.data/scripts/tool", "#!python\n1"));
        var second = _environment.Plan(new WheelBuilder("other").Add("other-1.0.data/scripts/tool", "#!python\n2"));
        Directory.CreateDirectory((_environment.Site / "other-1.0.dist-info").ToString());
        File.WriteAllText((_environment.Site / "blocked").ToString(), "");
        var broken = second with { Record = second.Record with { Target = _environment.Site / "blocked" / "RECORD" } };

        Assert.Throws<UserErrorException>(() => _environment.Change([], [first, broken]));

        Assert.Equal([.. before, "lib/python3.12/site-packages/blocked"], _environment.Files());
    }

    public void Dispose() => _environment.Dispose();

    private InstallTransaction Begin(params PlannedWheel[] wheels) => InstallTransaction.Begin(
        _environment.Target, [.. wheels.SelectMany(wheel => wheel.Links).Select(link => new JournalFile(link.Target, link.SizeBytes, link.RecordHash))]);
}
