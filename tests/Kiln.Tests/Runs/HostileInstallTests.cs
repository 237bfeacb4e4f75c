using Kiln.Engine.Io;
using Kiln.Engine.Tests.Bytecode;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Tests.Wheels;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>
/// Hostile wheels through <c>kiln pip</c>, in a folder of which everything is compared before and after: environment, cache, and what lies beside them.
/// </summary>
public sealed class HostileInstallTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FsPath _target;

    public HostileInstallTests()
    {
        _target = _folder / "in" / "there";
        _folder.Write("precious.txt", "keep");
        _folder.Write("in/site-packages-evil/precious.txt", "keep");
        Succeed("install", $"{new WheelBuilder("harmless").Add("harmless.py", "x = 1\n").Write(_folder / "harmless")}");
    }

    public static TheoryData<string> Names => [.. HostileWheels.All.Keys];

    [NeedsTheory]
    [MemberData(nameof(Names))]
    public void It_is_refused_by_name_and_nothing_is_changed(string name)
    {
        var (wheel, words) = HostileWheels.All[name];
        var archive = wheel.Write(_folder / "wheels");
        string[] before = State();

        var run = Pip("install", $"{archive}");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(1, run.Messages.Split('\n').Count(line => line.StartsWith("error: ", StringComparison.Ordinal)));
        Assert.Contains("demo-1.0-py3-none-any.whl", run.Messages, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, run.Messages, StringComparison.Ordinal));
        Assert.Equal(before, State());
    }

    [NeedsFact]
    public void Found_in_a_folder_it_is_refused_as_well()
    {
        HostileWheels.All["parent folder"].Wheel.Write(_folder / "wheels");
        string[] before = State();

        var run = Pip("install", "--no-index", "--find-links", $"{_folder / "wheels"}", "demo");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("`../evil.py`", run.Messages, StringComparison.Ordinal);
        Assert.Equal(before, State());
    }

    /// <summary>Rows that lead to files of others, all but the link by their names alone.</summary>
    [NeedsTheory]
    [InlineData("../../precious.txt")]
    [InlineData("demo/../../../precious.txt")]
    [InlineData("/FOLDER/precious.txt")]
    [InlineData("/FOLDER/in/there/../../precious.txt")]
    [InlineData("../site-packages-evil/precious.txt")]
    [InlineData("way/out/precious.txt")]
    [InlineData("\"way/out/precious.txt\"")]
    public void A_record_leads_no_removal_out_of_the_environment(string row)
    {
        _folder.Link("in/there/way/out", _folder.Path);
        Succeed("install", $"{new WheelBuilder().Add("demo/__init__.py", "").Write(_folder / "wheels")}");
        File.AppendAllText($"{_target / "demo-1.0.dist-info" / "RECORD"}", row.Replace("/FOLDER", $"{_folder.Path}", StringComparison.Ordinal) + ",,\n");
        string[] outside = Outside();

        var run = Pip("uninstall", "demo");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("the RECORD of `demo` lists 1 files outside of the environment; they stay", run.Messages, StringComparison.Ordinal);
        Assert.Equal(outside, Outside());
        Assert.False(Directory.Exists($"{_target / "demo"}"));
        Assert.False(Directory.Exists($"{_target / "demo-1.0.dist-info"}"));
    }

    [NeedsTheory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("harmless-1.0.dist-info")]
    [InlineData("way")]
    public void A_record_that_lists_folders_removes_none_of_them(string row)
    {
        _folder.Write("in/there/way/mine.txt", "keep");
        Succeed("install", $"{new WheelBuilder().Add("demo/__init__.py", "").Write(_folder / "wheels")}");
        File.AppendAllText($"{_target / "demo-1.0.dist-info" / "RECORD"}", $"{row},,\n");
        string[] outside = Outside();

        var run = Pip("uninstall", "demo");

        Assert.Equal(outside, Outside());
        Assert.True(File.Exists($"{_target / "way/mine.txt"}"), $"{run}");
        Assert.True(File.Exists($"{_target / "harmless-1.0.dist-info/RECORD"}"), $"{run}");
    }

    /// <summary>Folders of the environment that are links: what lies behind them is not the wheel's to write.</summary>
    [NeedsFact]
    public void Nothing_is_installed_through_a_link_that_leads_out()
    {
        _folder.Link("in/there/demo", _folder.Folder("elsewhere"));
        var archive = new WheelBuilder().Add("demo/__init__.py", "").Write(_folder / "wheels");
        string[] before = [.. State().Where(IsNotOfCache)];

        var run = Pip("install", $"{archive}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"`{_target / "demo"}`", run.Messages, StringComparison.Ordinal);
        Assert.Equal(before, State().Where(IsNotOfCache));
    }

    /// <summary>Bytecode that a wheel brings is never trusted; a link in the place of bytecode is never written through.</summary>
    [NeedsFact]
    public void Foreign_bytecode_is_neither_kept_nor_written_through()
    {
        string tag = Pythons.Run(FsPath.From(Pythons.Any), "import sys; print(sys.implementation.cache_tag)").Trim();
        var wheel = new WheelBuilder().Add("demo.py", "x = 1\n").Add("linked.py", "x = 1\n").Add($"__pycache__/demo.{tag}.pyc", new string('e', 200));
        _folder.Link($"in/there/__pycache__/linked.{tag}.pyc", _folder / "precious.txt");

        var run = Pip("install", $"{wheel.Write(_folder / "wheels")}");

        Assert.Equal(0, run.ExitCode);
        string unloadable = Assert.Single(PycFiles.Unloadable(Pythons.Any, _target));
        Assert.Contains(Convert.ToHexStringLower("/linked."u8), unloadable, StringComparison.Ordinal);
        Assert.Equal("keep", File.ReadAllText($"{_folder / "precious.txt"}"));
    }

    public void Dispose() => _folder.Dispose();

    private string[] State() => FolderState.Of($"{_folder.Path}", except: $"{_folder / "in" / "cache" / "wheels-v1" / "known"}");

    private string[] Outside() => [.. State().Where(line => !line.StartsWith($"{_target}", StringComparison.Ordinal) && IsNotOfCache(line))];

    private static bool IsNotOfCache(string line) => !line.Contains("/cache/", StringComparison.Ordinal);

    private void Succeed(params string[] words)
    {
        var run = Pip(words);
        Assert.True(run.ExitCode == 0, $"{run}");
    }

    private CommandRun Pip(params string[] words) =>
        CommandRun.Of(["pip", words[0], "--cache-dir", $"{_folder / "in" / "cache"}", "-p", Pythons.Any, "--target", $"{_target}", .. words[1..]]);
}
