using Kiln.Engine.Io;
using Kiln.Engine.Tests.Bytecode;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>Bytecode of a first install: made in the cache and linked into its place where that gives the very file that would be made there.</summary>
public sealed class KeptWhileCompiledTests : IDisposable
{
    private readonly PackageArea _area = new();

    [PythonTheory]
    [InlineData("hardlink")]
    [InlineData("copy")]
    public void Each_pyc_is_one_file_with_a_name_in_the_environment_and_one_in_the_cache(string linkMode)
    {
        Install("--link-mode", linkMode);

        var installed = PycFiles.In(_area.Site).Select(InodeOf).Order().ToList();
        var kept = Directory.EnumerateFiles($"{_area.Cache / "bytecode-v1/wheels"}", "*", SearchOption.AllDirectories)
            .Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).Select(InodeOf).Order().ToList();

        Assert.Equal(172, kept.Count);
        Assert.Equal(kept, installed);
        Assert.Equal([], _area.Faults());
    }

    [NeedsTheory("root")]
    [InlineData(false)]
    [InlineData(true)]
    public void In_folders_that_hand_on_their_group_it_has_that_group(bool isMirrored)
    {
        var top = isMirrored ? _area.Folder.Folder("mirror") : _area.Site;
        Assert.True(Shell.Run("chgrp 1 \"$1\" && chmod 2775 \"$1\"", $"{top}").Status?.IsSuccess);

        InstallWith(isMirrored ? new() { ["PYTHONPYCACHEPREFIX"] = $"{top}" } : []);

        var pycs = PycFiles.In(top);
        Assert.Equal(172, pycs.Count);
        Assert.All(pycs, pyc => Assert.Equal(1u, StatusOf(pyc).Group));
    }

    /// <summary>Device numbers are the same there, and still nothing can be linked.</summary>
    [NeedsFact("root", "mount")]
    public void With_the_cache_on_another_mount_of_the_same_disk_all_is_compiled_and_kept()
    {
        _area.Cache = _area.Folder.Folder("mount");
        Assert.True(Shell.Run("mkdir \"$1/real\" && mount --bind \"$1/real\" \"$2\"", $"{_area.Folder.Path}", $"{_area.Cache}").Status?.IsSuccess);
        try
        {
            Assert.Contains("compiled 172", Install(), StringComparison.Ordinal);
            Assert.Equal([], _area.Faults());
            Assert.Equal(0, PackageArea.Run("verify", "-p", $"{_area.Root}", "--installed").ExitCode);
            Assert.Contains("(172 cached)", Install("--reinstall"), StringComparison.Ordinal);
        }
        finally
        {
            Shell.Run("umount \"$1\"", $"{_area.Cache}");
        }
    }

    public void Dispose() => _area.Dispose();

    private static ulong InodeOf(string path) => StatusOf(path).Inode;

    private static FileStatus StatusOf(string path)
    {
        Assert.False(FileSystem.Stat(FsPath.From(path), follow: false, out var status).IsError);
        return status;
    }

    private string Install(params string[] words) => InstallWith([], words);

    private string InstallWith(Dictionary<string, string> variables, params string[] words)
    {
        var run = ProcessRun.Of(KilnProcess.Program, _area.Pip("install", [.. words, "-r", _area.Requirements(1)]), variables: variables);
        Assert.True(run.ExitCode == 0, run.Messages);
        return run.Messages;
    }
}
