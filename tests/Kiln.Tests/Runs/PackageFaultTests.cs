using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>Disks that are full, read-only or other ones, links in a circle, few open files, Ctrl-C: the environment is as it was, and one sentence says why.</summary>
public sealed class PackageFaultTests
{
    [NeedsTheory("root", "mount")]
    [InlineData("--link-mode", "clone")]
    [InlineData("--link-mode", "copy")]
    [InlineData("--reinstall", "--no-compile-bytecode")]
    public void A_full_disk_below_the_environment_changes_nothing(params string[] options)
    {
        using var area = new PackageArea();
        using var disk = new SmallDisk(area.Folder, "disk", "size=900k");
        string[] install = ["--target", $"{disk.Path}", "--no-compile-bytecode"];
        PackageArea.Succeed(area.Pip("install", [.. install, "alpha==1.0", "beta==1.0"]));
        string[] before = FolderState.Of($"{disk.Path}");

        var run = PackageArea.Run(area.Pip("install", [.. install, .. options, "-r", area.Requirements(2)]));

        AssertRefused(run, "no space left on the device");
        Assert.Equal(before, FolderState.Of($"{disk.Path}"));
    }

    [NeedsFact("root", "mount")]
    public void A_full_disk_below_the_cache_changes_nothing()
    {
        using var area = new PackageArea();
        using var disk = new SmallDisk(area.Folder, "disk", "size=300k");
        area.Cache = disk.Path;
        string[] before = FolderState.Of($"{area.Root}");

        var run = PackageArea.Run(area.Pip("install", "-r", area.Requirements(1)));

        AssertRefused(run, "no space left on the device");
        Assert.Equal(before, FolderState.Of($"{area.Root}"));
        Assert.Empty(Directory.EnumerateFileSystemEntries($"{disk.Path / "wheels-v1"}", ".kiln-*"));
    }

    [NeedsTheory("root", "mount")]
    [InlineData("install", "gamma")]
    [InlineData("install", "alpha==2.0")]
    [InlineData("uninstall", "alpha")]
    public void A_read_only_environment_is_told(string command, string what)
    {
        using var area = new PackageArea();
        using var disk = new SmallDisk(area.Folder, "disk", "size=8m");
        PackageArea.Succeed(area.Pip("install", "--target", $"{disk.Path}", "alpha==1.0"));
        disk.MakeReadOnly();
        string[] before = FolderState.Of($"{disk.Path}");

        var run = PackageArea.Run(area.Pip(command, "--target", $"{disk.Path}", what));

        AssertRefused(run, "permission denied");
        Assert.Equal(before, FolderState.Of($"{disk.Path}"));
    }

    [NeedsFact("root", "mount")]
    public void A_read_only_cache_is_read()
    {
        using var area = new PackageArea();
        using var disk = new SmallDisk(area.Folder, "disk", "size=8m");
        area.Cache = disk.Path;
        PackageArea.Succeed(area.Pip("install", "alpha==1.0"));
        PackageArea.Succeed(area.Pip("uninstall", "alpha"));
        disk.MakeReadOnly();

        PackageArea.Succeed(area.Pip("install", "alpha==1.0"));
        Assert.Equal(["alpha-1.0"], area.Installed());
        Assert.Empty(area.Faults());

        var run = PackageArea.Run(area.Pip("install", "beta==1.0"));
        AssertRefused(run, "permission denied");
        Assert.Equal(["alpha-1.0"], area.Installed());
        Assert.Empty(area.Faults());
    }

    [NeedsTheory("root", "mount")]
    [InlineData("clone")]
    [InlineData("hardlink")]
    [InlineData("copy")]
    [InlineData("symlink")]
    public void A_cache_on_another_disk_serves_as_well(string linkMode)
    {
        using var area = new PackageArea();
        using var disk = new SmallDisk(area.Folder, "disk", "size=8m");
        area.Cache = disk.Path;

        var run = PackageArea.Run(area.Pip("install", "--link-mode", linkMode, "-r", area.Requirements(1)));

        Assert.True(run.ExitCode == 0, $"{run}");
        Assert.Equal(linkMode is "clone" or "hardlink", run.Messages.Contains("warning: files are copied", StringComparison.Ordinal));
        Assert.Empty(area.Faults());
        Assert.Equal(4, area.Installed().Count);
    }

    [NeedsTheory]
    [InlineData("site-packages", "alpha==1.0", 1, "cannot install into")]
    [InlineData("cache", "alpha==1.0", 1, "cannot make the cache folder")]
    [InlineData("wheels/loop-1.0-py3-none-any.whl", "loop", 1, "too many symbolic links")]
    [InlineData("loop.txt", "-r", 2, "too many symbolic links")]
    public void Links_in_a_circle_are_told(string place, string what, int exitCode, string words)
    {
        using var area = new PackageArea();
        var path = place == "site-packages" ? area.Site / "alpha" : area.Folder / place;
        if (place == "cache")
            FileSystem.DeleteTree(path);
        Assert.False(SymbolicLink.Make(path, path).IsError);
        string[] before = FolderState.Of($"{area.Root}");

        var run = PackageArea.Run(area.Pip("install", what == "-r" ? [what, $"{path}"] : [what]));

        AssertRefused(run, words, exitCode);
        Assert.Contains($"`{path}", run.Messages, StringComparison.Ordinal);
        Assert.Equal(before, FolderState.Of($"{area.Root}"));
    }

    [NeedsFact]
    public void Few_open_files_suffice()
    {
        using var area = new PackageArea();
        string words = string.Join(' ', area.Pip("install", "-r", area.Requirements(1)).Select(word => $"'{word}'"));

        // The runtime of a test build keeps each assembly open and has pipes and timers of its own; a release binary is content with 32.
        int limit = Environment.GetEnvironmentVariable("KILN_BINARY") is { Length: > 0 } ? 32 : 160;

        var run = ProcessRun.OfShell($"ulimit -n {limit}; exec '{KilnProcess.Program}' {words}");

        Assert.True(run.ExitCode == 0, $"{run}");
        Assert.Equal(4, area.Installed().Count);
        Assert.Empty(area.Faults());
    }

    private static void AssertRefused(ProcessRun run, string words, int exitCode = 1)
    {
        Assert.True(run.ExitCode == exitCode, $"{run}");
        string error = Assert.Single(run.Messages.Split('\n'), line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Contains(words, error, StringComparison.Ordinal);
    }
}
