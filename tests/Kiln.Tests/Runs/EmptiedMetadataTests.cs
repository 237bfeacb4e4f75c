using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>A <c>.dist-info</c> without RECORD or METADATA, as an installer leaves it that was killed: Kiln tells it, goes on, and mends it.</summary>
public sealed class EmptiedMetadataTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FsPath _metadata;

    public EmptiedMetadataTests()
    {
        new WheelBuilder().Add("demo/__init__.py", "x = 1\n").Write(_folder / "wheels");
        new WheelBuilder("demo", "2.0").Add("demo/__init__.py", "x = 2\n").Write(_folder / "wheels");
        new WheelBuilder("other").Add("other.py", "").Write(_folder / "wheels");
        _folder.Write("new.txt", "demo==1.0\n");
        _folder.Write("others.txt", "other\n");
        _metadata = _folder / "there" / "demo-1.0.dist-info";
    }

    [NeedsTheory]
    [InlineData("all", "install demo==1.0")]
    [InlineData("all", "install --reinstall demo==1.0")]
    [InlineData("all", "sync new.txt")]
    [InlineData("METADATA", "install demo==1.0")]
    [InlineData("METADATA", "sync new.txt")]
    [InlineData("METADATA RECORD", "install demo==1.0")]
    [InlineData("RECORD", "install --reinstall demo==1.0")]
    public void The_package_is_installed_anew(string missing, string line)
    {
        Lose(missing);

        var run = Pip(line);

        Assert.True(run.ExitCode == 0, $"{run}");
        Assert.Equal(missing != "METADATA", run.Messages.Contains("has no RECORD", StringComparison.Ordinal));
        Assert.Equal(["demo-1.0.dist-info"], Distributions());
        Assert.Contains("demo/__init__.py,sha256=", File.ReadAllText($"{_metadata / "RECORD"}"), StringComparison.Ordinal);
        Assert.Equal(0, Pip("uninstall demo").ExitCode);
        Assert.Empty(Distributions());
        Assert.False(Directory.Exists($"{_folder / "there" / "demo"}"));
    }

    [NeedsTheory]
    [InlineData("all", "install demo==2.0", "demo-2.0.dist-info")]
    [InlineData("RECORD", "install demo==2.0", "demo-2.0.dist-info")]
    [InlineData("all", "install other", "demo-1.0.dist-info other-1.0.dist-info")]
    [InlineData("all", "sync others.txt", "other-1.0.dist-info")]
    [InlineData("RECORD", "sync others.txt", "other-1.0.dist-info")]
    [InlineData("all", "uninstall demo", "")]
    [InlineData("METADATA RECORD", "uninstall demo", "")]
    public void It_is_in_nobodys_way(string missing, string line, string left)
    {
        Lose(missing);

        var run = Pip(line);

        Assert.True(run.ExitCode == 0, $"{run}");
        Assert.Equal(!left.Contains("demo-1.0", StringComparison.Ordinal), run.Messages.Contains("warning: `" + _metadata + "` has no RECORD", StringComparison.Ordinal));
        Assert.Equal(left.Split(' ', StringSplitOptions.RemoveEmptyEntries), Distributions());
    }

    /// <summary>As uv and pip: the user asked for the files to be gone, and nobody knows which they are.</summary>
    [NeedsFact]
    public void Without_its_record_alone_it_is_not_uninstalled()
    {
        Lose("RECORD");

        var run = Pip("uninstall demo");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: cannot remove `demo`", run.Messages, StringComparison.Ordinal);
        Assert.Equal(["demo-1.0.dist-info"], Distributions());
    }

    public void Dispose() => _folder.Dispose();

    private void Lose(string missing)
    {
        Assert.Equal(0, Pip("install demo==1.0").ExitCode);
        foreach (string file in Directory.GetFiles($"{_metadata}").Where(file => missing == "all" || missing.Split(' ').Contains(Path.GetFileName(file))))
            File.Delete(file);
    }

    private string[] Distributions() =>
        [.. Directory.GetDirectories($"{_folder / "there"}", "*.dist-info").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private CommandRun Pip(string line)
    {
        string[] words = line.Split(' ');
        string[] wheels = words[0] == "uninstall" ? [] : ["--no-index", "--find-links", $"{_folder / "wheels"}", "--no-compile-bytecode"];
        return CommandRun.Of(["pip", words[0], "--cache-dir", $"{_folder / "cache"}", "-p", Pythons.Any, "--target", $"{_folder / "there"}", .. wheels,
            .. words[1..].Select(word => word.EndsWith(".txt", StringComparison.Ordinal) ? $"{_folder / word}" : word)]);
    }
}
