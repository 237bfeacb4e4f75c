using Kiln.Engine.Installing;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Installing;

/// <summary>Folders that go as a whole, and those that must not.</summary>
public sealed class WholeFoldersTests : IDisposable
{
    private readonly TestEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void Folders_go_whole_up_to_one_that_holds_anything_else()
    {
        Install();
        string note = Write("demo/notes/note.txt"), cache = Write("demo/deep/__pycache__/b.cpython-312.opt-1.pyc");
        var removal = new WheelRemover(_environment.Target).Plan(_environment.Installed().Single(package => package.Name == "demo"));

        var whole = new WholeFolders([removal], _environment.Target.Roots);

        Assert.Equal(["demo-1.0.dist-info", "demo/deep", "shared/demo"], whole.Topmost.Select(Name).Order(StringComparer.Ordinal));
        Assert.True(whole.Contains(_environment.Site / "demo" / "deep" / "__pycache__"));
        _environment.Change([removal], []);
        Assert.True(File.Exists(note));
        Assert.False(File.Exists(cache));
        Assert.Equal(["lib/demo/notes/note.txt", "lib/shared/other/y.py"], Rest());
    }

    [Fact]
    public void A_folder_of_two_distributions_goes_with_the_second()
    {
        Install();
        var removals = _environment.Installed().Select(package => new WheelRemover(_environment.Target).Plan(package)).ToList();

        Assert.DoesNotContain("shared", new WholeFolders(removals[..1], _environment.Target.Roots).Topmost.Select(Name));
        Assert.Contains("shared", new WholeFolders(removals, _environment.Target.Roots).Topmost.Select(Name));
    }

    [Fact]
    public void Taken_back_they_are_as_they_were()
    {
        Install();
        var folder = _environment.Site / "demo" / "deep";
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.ToString(), (UnixFileMode)0x1e8); // 0750
        string[] before = FolderState.Of(_environment.Root.ToString());
        var removal = new WheelRemover(_environment.Target).Plan(_environment.Installed().Single(package => package.Name == "demo"));

        Assert.Throws<OperationCanceledException>(() => new WheelInstaller(_environment.Target, new FileLinker(LinkMode.Hardlink, _environment.Reporter), _environment.Reporter)
            .Change([removal], [], new CancellationToken(canceled: true)));

        Assert.Equal(before, FolderState.Of(_environment.Root.ToString()));
    }

    private void Install() => _environment.Install(
        new WheelBuilder().Add("demo/a.py", "1").Add("demo/deep/b.py", "2").Add("demo/deep/er/c.py", "3").Add("shared/demo/x.py", "4"),
        new WheelBuilder("other").Add("shared/other/y.py", "5"));

    private string Write(string name)
    {
        string path = (_environment.Site / name).ToString();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        return path;
    }

    private string Name(FsPath folder) => Path.GetRelativePath(_environment.Site.ToString(), folder.ToString());

    private IEnumerable<string> Rest() => _environment.Files().Where(file => !file.Contains("other-1.0", StringComparison.Ordinal))
        .Select(file => "lib/" + Path.GetRelativePath(_environment.Site.ToString(), (_environment.Root / file).ToString()));
}
