using Kiln.Engine.Bytecode;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>What the disk refuses, and what lies where bytecode goes: told by its reason, and nothing else is lost.</summary>
public sealed class PycWriterTests
{
    private static InterpreterInfo Python => CompileRun.Interpreter(Pythons.Any);

    private static string PycOf(string module) => $"__pycache__/{module}.{Python.CacheTag}.pyc";

    [PythonTheory]
    [InlineData("mkdir -p $pyc")]
    [InlineData("mkdir -p $pyc/full")]
    [InlineData("ln -s nowhere $pyc")]
    [InlineData("ln -s ../victim $pyc")]
    [InlineData("ln -s . $pyc")]
    [InlineData("ln -s bad.pyc $pyc")]
    [InlineData("mkfifo $pyc")]
    [InlineData("mkfifo victim2 && ln -s ../victim2 $pyc")]
    public void What_is_no_file_is_not_replaced(string make)
    {
        using var folder = Tree();
        Shell.Run($"cd '{folder.Path}' && mkdir __pycache__ && echo precious > victim && pyc={PycOf("bad")} && {make}");
        string before = Listing(folder);

        var bad = CompileRun.AllButOne(CompileRun.Of(Python, folder.Path));

        Assert.Equal((CompileEnd.Failed, CompileReason.BlockedPath), (bad.End, bad.Reason));
        Assert.Equal($"`{folder / PycOf("bad")}` is no regular file; remove it", bad.Detail);
        Assert.Equal(before, Listing(folder).Replace($"{PycOf("good")}\n", "", StringComparison.Ordinal));
        Assert.Equal("precious\n", File.ReadAllText((folder / "victim").ToString()));
    }

    [PythonTheory]
    [InlineData("echo > __pycache__")]
    [InlineData("mkfifo __pycache__")]
    [InlineData("ln -s nowhere __pycache__")]
    [InlineData("ln -s __pycache__ __pycache__")]
    [InlineData("ln -s ../good.py __pycache__")]
    public void What_is_no_folder_is_not_replaced(string make)
    {
        using var folder = Tree();
        folder.Write("pkg/mod.py", "");
        Shell.Run($"cd '{folder.Path}/pkg' && {make}");

        var bad = CompileRun.AllButOne(CompileRun.Of(Python, folder.Path));

        Assert.Equal((folder / "pkg/mod.py", CompileReason.BlockedPath), (bad.Source, bad.Reason));
        Assert.Equal($"`{folder / "pkg/__pycache__"}` is no folder; remove it", bad.Detail);
    }

    [PythonFact]
    public void A_cache_folder_behind_a_link_is_used_as_importlib_does()
    {
        using var folder = Tree();
        using var elsewhere = new TempFolder();
        folder.Link("__pycache__", elsewhere.Path);

        Assert.Equal(2, CompileRun.Of(Python, folder.Path).Count(CompileEnd.Compiled));

        Assert.Equal(2, CompileRun.Of(Python, folder.Path).Count(CompileEnd.Current));
        Assert.Equal(2, PycFiles.In(elsewhere.Path).Count);
    }

    [NeedsFact("root", "mount")]
    public void A_full_disk_is_told_for_each_file_and_a_later_run_repairs_it()
    {
        using var folder = new TempFolder();
        string path = folder.Folder("disk").ToString();
        Assert.True(Shell.Run("mount -t tmpfs -o size=3m,mode=700 none \"$1\"", path).Status?.IsSuccess);
        try
        {
            for (int i = 0; i < 60; i++)
                folder.Write($"disk/m{i:d2}.py", $"x = '{new string('a', 20_000)}'\n");
            Shell.Run("head -c $((1200 * 1024)) /dev/zero > \"$1\"/ballast", path);

            var full = CompileRun.Of(Python, folder / "disk");

            var failed = full.Results.Where(result => result.End == CompileEnd.Failed).ToList();
            Assert.NotEmpty(failed);
            Assert.True(full.Count(CompileEnd.Compiled) > 0);
            Assert.All(failed, result => Assert.Equal(CompileReason.NoSpace, result.Reason));
            Assert.All(failed, result => Assert.Equal($"no space left for `{folder / "disk" / PycOf(Module(result))}`; free some and run again", result.Detail));
            Assert.Empty(PycFiles.Unloadable(Pythons.Any, folder / "disk"));
            Assert.Equal(full.Count(CompileEnd.Compiled), PycFiles.In(folder / "disk").Count);
            Assert.Empty(Unfinished(folder));

            File.Delete(Path.Combine(path, "ballast"));
            var mended = CompileRun.Of(Python, folder / "disk");

            Assert.Equal((failed.Count, 0), (mended.Count(CompileEnd.Compiled), mended.Count(CompileEnd.Failed)));
            Assert.Empty(PycFiles.Unloadable(Pythons.Any, folder / "disk"));
        }
        finally
        {
            Shell.Run("umount \"$1\"", path);
        }
    }

    [NeedsFact("root", "mount")]
    public void Trees_that_span_file_systems_and_mounts_are_compiled()
    {
        using var folder = Tree();
        using var elsewhere = new TempFolder();
        elsewhere.Write("mod.py", "");
        elsewhere.Write("other.py", "");
        string tmpfs = folder.Folder("tmpfs").ToString(), bind = folder.Folder("bind").ToString();
        // A bind mount has the device number of the tree and takes no rename from it all the same.
        Assert.True(Shell.Run("mount -t tmpfs none \"$1\" && mount --bind \"$2\" \"$3\"", tmpfs, elsewhere.Path.ToString(), bind).Status?.IsSuccess);
        try
        {
            folder.Write("tmpfs/mod.py", "");
            folder.Write("tmpfs/pkg/mod.py", "");

            var report = CompileRun.Of(Python, folder.Path);

            Assert.Equal(6, report.Count(CompileEnd.Compiled));
            Assert.Equal(6, CompileRun.Of(Python, folder.Path).Count(CompileEnd.Current));
            Assert.Empty(Unfinished(folder));
        }
        finally
        {
            Shell.Run("umount \"$1\"; umount \"$2\"", tmpfs, bind);
        }
    }

    [PythonFact]
    public void Folders_without_rights_fail_alone()
    {
        using var folder = Tree();
        folder.Write("readonly/mod.py", "");
        folder.Write("cached/mod.py", "");
        folder.Folder("cached/__pycache__");
        folder.Write("secret.py", "");
        folder.Write("closed/mod.py", "");
        folder.Write("blind/mod.py", "");
        Shell.Run($"cd '{folder.Path}' && chmod 555 readonly cached/__pycache__; chmod 0 secret.py closed; chmod 600 blind");
        try
        {
            var report = ModeBits.Respect(() => CompileRun.Of(Python, folder.Path));

            Assert.Equal(
                [
                    "bad.py Compiled", "blind/mod.py Failed Unreadable", "cached/mod.py Failed Unwritable", "closed Failed Unreadable",
                    "good.py Compiled", "readonly/mod.py Failed Unwritable", "secret.py Failed Unreadable",
                ],
                CompileRun.Ends(report, folder.Path));
            var details = report.Results.Where(result => result.End == CompileEnd.Failed).Select(result => result.Detail);
            Assert.Equal(
                [
                    "permission denied", $"cannot write `{folder / "cached" / PycOf("mod")}`: permission denied", "permission denied",
                    $"cannot write `{folder / "readonly" / PycOf("mod")}`: permission denied", "permission denied",
                ],
                details);
        }
        finally
        {
            Shell.Run("chmod -R 700 \"$1\"", folder.Path.ToString());
        }
    }

    [PythonFact]
    public void Where_the_top_of_the_tree_takes_no_files_they_are_made_in_place()
    {
        using var folder = Tree();
        folder.Write("pkg/mod.py", "");
        Shell.Run($"cd '{folder.Path}' && mkdir __pycache__ pkg/__pycache__ && chmod 555 .");
        try
        {
            var report = ModeBits.Respect(() => CompileRun.Of(Python, folder.Path));

            Assert.Equal(3, report.Count(CompileEnd.Compiled));
            Assert.Empty(Unfinished(folder));
        }
        finally
        {
            Shell.Run("chmod 700 \"$1\"", folder.Path.ToString());
        }
    }

    [PythonTheory]
    [InlineData("chmod 400 mod.py")]
    [InlineData("chmod 444 mod.py")]
    [InlineData("chmod 755 mod.py")]
    [InlineData("chmod 660 mod.py")]
    [InlineData("chmod 4777 mod.py")]
    [InlineData("chgrp 1 . && chmod 2775 .")]
    [InlineData("mkdir __pycache__ && chgrp 1 __pycache__ && chmod 2775 __pycache__")]
    public void Mode_and_group_are_those_that_importlib_gives(string make)
    {
        using var folder = new TempFolder();
        foreach (string tree in (string[])["ours/pkg", "theirs/pkg"])
        {
            folder.Write($"{tree}/mod.py", "");
            Shell.Run($"cd '{folder.Path}/{tree}' && {make}");
        }

        CompileRun.Of(Python, folder / "ours");
        ImportMod(folder / "theirs/pkg");

        Assert.Equal(Rights(folder / "theirs/pkg"), Rights(folder / "ours/pkg"));
    }

    [NeedsFact("setfacl", "getfacl")]
    public void Access_control_lists_are_those_that_importlib_gives()
    {
        using var folder = new TempFolder();
        foreach (string tree in (string[])["ours/pkg", "theirs/pkg"])
        {
            folder.Write($"{tree}/mod.py", "");
            Assert.True(Shell.Run("setfacl -d -m u:1:rwx,g:2:r-x,o::--- \"$1\"", (folder / tree).ToString()).Status?.IsSuccess);
        }

        CompileRun.Of(Python, folder / "ours");
        ImportMod(folder / "theirs/pkg");

        Assert.Equal(Lists(folder / "theirs/pkg"), Lists(folder / "ours/pkg"));
        Assert.Contains("user:daemon", Lists(folder / "ours/pkg"), StringComparison.Ordinal);
    }

    private static string Lists(FsPath folder) =>
        Text(Shell.Run("cd \"$1\" && getfacl __pycache__ __pycache__/*.pyc 2>/dev/null", folder.ToString()).Output);

    private static string Rights(FsPath folder) =>
        Text(Shell.Run("cd \"$1\" && stat -c '%n %a %g' __pycache__ __pycache__/*.pyc", folder.ToString()).Output);

    private static string Listing(TempFolder folder) => Text(Shell.Run("cd \"$1\" && find . -printf '%P\\n' | sort", folder.Path.ToString()).Output);

    private static string Text(byte[] output) => System.Text.Encoding.UTF8.GetString(output);

    private static string Module(CompileResult result) => Path.GetFileNameWithoutExtension(result.Source.ToString());

    private static IEnumerable<string> Unfinished(TempFolder folder) => Listing(folder).Split('\n').Where(name => name.Contains(".kiln-", StringComparison.Ordinal));

    private static void ImportMod(FsPath folder) => Pythons.Run(
        FsPath.From(Pythons.Any), "import sys; sys.dont_write_bytecode = False; sys.path.insert(0, sys.argv[1]); import mod", folder.ToString());

    private static TempFolder Tree()
    {
        var folder = new TempFolder();
        folder.Write("good.py", "good = True\n");
        folder.Write("bad.py", "bad = True\n");
        return folder;
    }
}
