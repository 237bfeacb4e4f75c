using Kiln.Engine.Installing;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Installing;

public sealed class WheelInstallerTests : IDisposable
{
    private const string Site = "lib/python3.12/site-packages/";

    private readonly TestEnvironment _environment = new();

    [Fact]
    public void A_wheel_is_spread_over_the_schemes_and_recorded()
    {
        var wheel = new WheelBuilder().Add("demo/__init__.py", "x = 1\n").Add("demo-1.0.data/scripts/tool", "#!python\nprint(1)\n")
            .Add("demo-1.0.data/data/share/demo.txt", "text").Add("demo-1.0.data/headers/demo.h", "int x;");

        _environment.Install(wheel);

        Assert.Equal("x = 1\n", _environment.Read(Site + "demo/__init__.py"));
        Assert.Equal($"#!{_environment.Target.Executable}\nprint(1)\n", _environment.Read("bin/tool"));
        Assert.Equal("text", _environment.Read("share/demo.txt"));
        Assert.Equal("int x;", _environment.Read("include/site/python3.12/demo/demo.h"));
        string record = _environment.Read(Site + "demo-1.0.dist-info/RECORD");
        Assert.Contains("../../../bin/tool,sha256=", record, StringComparison.Ordinal);
        Assert.Contains("demo-1.0.dist-info/RECORD,,", record, StringComparison.Ordinal);
        Assert.Equal("kiln", _environment.Read(Site + "demo-1.0.dist-info/INSTALLER"));
        Assert.Equal("", _environment.Read(Site + "demo-1.0.dist-info/REQUESTED"));
    }

    [Theory]
    [InlineData(LinkMode.Clone)]
    [InlineData(LinkMode.Hardlink)]
    [InlineData(LinkMode.Copy)]
    [InlineData(LinkMode.Symlink)]
    public void Every_link_mode_gives_the_same_content(LinkMode mode)
    {
        _environment.Change([], [_environment.Plan(new WheelBuilder().Add("demo.py", "x = 1\n"))], mode);

        Assert.Equal("x = 1\n", _environment.Read(Site + "demo.py"));
        bool isLink = new FileInfo((_environment.Site / "demo.py").ToString()).LinkTarget is not null;
        Assert.Equal(mode == LinkMode.Symlink, isLink);
    }

    [Fact]
    public void A_folder_that_leads_out_of_the_environment_is_not_written_to()
    {
        using var outside = new TempFolder();
        Directory.CreateSymbolicLink((_environment.Site / "demo").ToString(), outside.Path.ToString());

        var error = Assert.Throws<UserErrorException>(() => _environment.Install(new WheelBuilder().Add("demo/__init__.py", "x = 1\n")));

        Assert.Contains("demo", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(outside.Path.ToString()));
    }

    [Fact]
    public void Removing_takes_all_that_belongs_to_it_and_nothing_else()
    {
        var before = _environment.Files();
        _environment.Install(new WheelBuilder().Add("demo/__init__.py", "x = 1\n").Add("single.py", "y = 2\n"), new WheelBuilder("other").Add("demo/plugin.py", "z = 3\n"));
        foreach (string name in (string[])["demo/__pycache__/__init__.cpython-312.pyc", "demo/__pycache__/__init__.cpython-38.opt-2.pyc", "__pycache__/single.cpython-312.opt-1.pyc"])
            Write(name);
        Write("demo/__pycache__/plugin.cpython-312.pyc");
        Write("demo/mine.txt");

        _environment.Remove("demo");

        var left = _environment.Files().Except(before).Where(path => !path.Contains("other-1.0", StringComparison.Ordinal));
        Assert.Equal([Site + "demo/__pycache__/plugin.cpython-312.pyc", Site + "demo/mine.txt", Site + "demo/plugin.py"], left);
    }

    [Fact]
    public void A_file_that_was_there_comes_back_with_the_failure_of_an_install()
    {
        Write("demo.py");
        var before = _environment.Files();
        var plan = _environment.Plan(new WheelBuilder().Add("demo.py", "x = 1\n").Add("last.py", "y = 2\n"));
        var missing = plan.Links[^1] with { Source = _environment.Root / "not" / "there" };

        var broken = plan with { Links = [.. plan.Links.SkipLast(1), missing] };
        Assert.Throws<UserErrorException>(() => _environment.Change([], [broken]));

        Assert.Equal(before, _environment.Files());
        Assert.Equal("mine", _environment.Read(Site + "demo.py"));
    }

    [Fact]
    public void What_a_killed_run_left_is_taken_back()
    {
        _environment.Install(new WheelBuilder().Add("demo.py", "old\n"));
        var before = _environment.Files();
        var plan = _environment.Plan(new WheelBuilder("demo", "2.0").Add("demo.py", "new\n"));
        var removal = new WheelRemover(_environment.Target).Plan(_environment.Installed().Single());
        var transaction = InstallTransaction.Begin(_environment.Target, [.. plan.Links.Select(link => new JournalFile(link.Target, link.SizeBytes, link.RecordHash))]);
        foreach (var path in removal.Paths)
            transaction.Stash(path);
        transaction.BeginAdding();
        var first = plan.Links.First(link => link.Target.Name.SequenceEqual("demo.py"u8));
        File.Copy(first.Source.ToString(), first.Target.ToString());

        Assert.True(InstallTransaction.Recover(_environment.Target));

        Assert.Equal(before, _environment.Files());
        Assert.Equal("old\n", _environment.Read(Site + "demo.py"));
        Assert.False(InstallTransaction.Recover(_environment.Target));
    }

    [Fact]
    public void Two_wheels_with_one_file_are_told()
    {
        _environment.Install(new WheelBuilder().Add("same.py", "1"), new WheelBuilder("other").Add("same.py", "2"));

        Assert.Equal("2", _environment.Read(Site + "same.py"));
        Assert.Contains(_environment.Reporter.Warnings, warning => warning.Contains("both bring", StringComparison.Ordinal));
    }

    [Fact]
    public void A_record_that_leads_out_of_the_environment_removes_nothing_there()
    {
        _environment.Install(new WheelBuilder().Add("demo.py", "x = 1\n"));
        string outside = Path.Combine(_environment.Root.Parent.ToString(), "precious.txt");
        File.WriteAllText(outside, "keep");
        File.AppendAllText((_environment.Site / "demo-1.0.dist-info" / "RECORD").ToString(), $"../../../../precious.txt,,\n{outside},,\n");

        var plan = new WheelRemover(_environment.Target).Plan(_environment.Installed().Single());
        _environment.Change([plan], []);

        Assert.True(File.Exists(outside));
        Assert.Single(plan.Warnings);
    }

    [Fact]
    public void A_project_in_development_mode_loses_its_link_and_its_line_and_nothing_else()
    {
        var project = _environment.Root / "project";
        Write("../../../project/My_project.egg-info/PKG-INFO", "Name: My-project\nVersion: 2.0\n");
        Write("My-project.egg-link", $"{project}\n../");
        Write("easy-install.pth", $"/other\n{project}\n/another\n");
        Assert.Equal(("my-project", "2.0"), _environment.Installed().Select(package => (package.Name, package.Version)).Single());

        _environment.Remove("my-project");

        Assert.Equal([Site + "easy-install.pth", "project/My_project.egg-info/PKG-INFO"], _environment.Files());
        Assert.Equal("/other\n/another\n", _environment.Read(Site + "easy-install.pth"));
    }

    [Fact]
    public void Without_a_record_nothing_is_removed_and_the_reason_is_told()
    {
        _environment.Install(new WheelBuilder().Add("demo.py", "x = 1\n"));
        File.Delete((_environment.Site / "demo-1.0.dist-info" / "RECORD").ToString());
        var before = _environment.Files();

        var error = Assert.Throws<UserErrorException>(() => _environment.Remove("demo"));

        Assert.Contains("RECORD", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _environment.Files());
    }

    [Fact]
    public void Old_setuptools_told_its_files_and_distutils_did_not()
    {
        Write("old/__init__.py");
        Write("old-1.0.egg-info/installed-files.txt", "../old/__init__.py\n");
        Write("ancient-1.0.egg-info");

        _environment.Remove("old");

        Assert.Equal([Site + "ancient-1.0.egg-info"], _environment.Files());
        Assert.Contains("distutils", Assert.Throws<UserErrorException>(() => _environment.Remove("ancient")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytecode_is_added_to_a_record_once()
    {
        _environment.Install(new WheelBuilder().Add("demo.py", "x = 1\n"));
        var record = _environment.Site / "demo-1.0.dist-info" / "RECORD";
        var pyc = _environment.Site / "__pycache__" / "demo.cpython-312.pyc";

        RecordedBytecode.Add(_environment.Target, record, _environment.Site, [pyc]);
        RecordedBytecode.Add(_environment.Target, record, _environment.Site, [pyc]);

        Assert.Single(File.ReadAllLines(record.ToString()), "__pycache__/demo.cpython-312.pyc,,");
    }

    public void Dispose() => _environment.Dispose();

    private void Write(string path, string content = "mine")
    {
        string full = Path.Combine(_environment.Site.ToString(), path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }
}
