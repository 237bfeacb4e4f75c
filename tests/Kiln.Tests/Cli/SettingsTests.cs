using System.CommandLine;
using Kiln.Cli;
using Kiln.Cli.Pip;
using Kiln.Engine;
using Kiln.Engine.Installing;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;
using Kiln.Operations;
using Kiln.Terminal;
using Kiln.Tests.Support;

namespace Kiln.Tests.Cli;

/// <summary>Configuration files, and what weighs more than they do.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _messages = new() { NewLine = "\n" };
    private readonly Dictionary<string, string> _variables = [];

    public SettingsTests()
    {
        _variables["XDG_CONFIG_HOME"] = In("user");
        _variables["XDG_CONFIG_DIRS"] = In("system");
    }

    [Fact]
    public void Words_weigh_more_than_variables_and_those_more_than_files()
    {
        Write("p/kiln.toml", "[pip]\nlink-mode = 'copy'\nstrict = true\nrequire-hashes = true\nno-index = true\n");

        Assert.Equal(LinkMode.Copy, Install().LinkMode);
        _variables["UV_LINK_MODE"] = "symlink";
        _variables["UV_REQUIRE_HASHES"] = "0";
        _variables["UV_NO_INDEX"] = "0";
        Assert.Equal(LinkMode.Symlink, Install().LinkMode);
        Assert.False(Install().RequireHashes || Install().Index.NoIndex);
        Assert.Equal(LinkMode.Hardlink, Install("--link-mode", "hardlink").LinkMode);
        Assert.True(Install().Strict);
        Assert.False(Install("--no-strict").Strict);
    }

    [Fact]
    public void The_project_weighs_more_than_the_user_and_he_more_than_the_system()
    {
        Write("system/uv/uv.toml", "offline = true\nlink-mode = 'copy'\nresolution = 'lowest'");
        Write("user/uv/uv.toml", "link-mode = 'symlink'\nresolution = 'lowest-direct'");
        Write("p/uv.toml", "resolution = 'highest'");

        var options = Install();

        Assert.True(options.Global.Offline);
        Assert.Equal(LinkMode.Symlink, options.LinkMode);
        Assert.Equal(ResolutionStrategy.Highest, options.Versions.Resolution);
    }

    [Fact]
    public void Kilns_files_weigh_more_than_uvs_of_the_same_place()
    {
        Write("user/kiln/kiln.toml", "link-mode = 'copy'");
        Write("user/uv/uv.toml", "link-mode = 'symlink'\nresolution = 'lowest'");
        Assert.Equal((LinkMode.Copy, ResolutionStrategy.Lowest), (Install().LinkMode!.Value, Install().Versions.Resolution));

        Write("p/pyproject.toml", "[tool.uv]\nprerelease = 'allow'\nresolution = 'highest'\nlink-mode = 'hardlink'\n[tool.uv.pip]\nprerelease = 'disallow'\nstrict = true\n[tool.kiln]\nprerelease = 'explicit'\nverify-record = 'strict'\n");
        var options = Install();

        Assert.Equal(PreReleaseMode.Explicit, options.Versions.PreReleases);
        Assert.Equal(RecordVerification.Strict, options.RecordVerification);
        Assert.True(options.Strict);
        Assert.Equal(LinkMode.Copy, options.LinkMode);
        Assert.Equal("", _messages.ToString());
    }

    [Fact]
    public void The_table_pip_weighs_more_than_what_stands_around_it()
    {
        Write("p/uv.toml", "compile-bytecode = true\nresolution = 'lowest'\n[pip]\ncompile-bytecode = false\n");
        Write("user/uv/uv.toml", "[pip]\nresolution = 'lowest-direct'\n");

        Assert.False(Install().Compile.IsOn);
        // As in uv: [pip] of any file before what stands outside of it in all files.
        Assert.Equal(ResolutionStrategy.LowestDirect, Install().Versions.Resolution);
    }

    [Fact]
    public void Lists_of_all_files_are_joined_and_paths_are_seen_from_their_files()
    {
        Write("p/uv.toml", "find-links = ['wheels', 'https://page.invalid/links']\nreinstall-package = ['a']\n[pip]\nfind-links = ['../near']\ntarget = 'lib'\npython = 'venv/bin/python'\n");
        Write("user/uv/uv.toml", "find-links = ['/far']\nreinstall-package = ['b']");

        var options = Install("--find-links", "here", "--reinstall-package", "c");

        Assert.Equal(["here", In("p/../near"), In("p/wheels"), "https://page.invalid/links", "/far"], options.Index.FindLinks);
        Assert.Equal(["c", "a", "b"], options.ReinstallPackages.Select(static name => name.ToString()));
        Assert.Equal(In("p/lib"), options.Target.Target.ToString());
        Assert.Equal(In("p/venv/bin/python"), options.Target.Python);
        Assert.Equal("other", Install("--target", "other").Target.Target.ToString());
        Assert.True(Install("--prefix", "other").Target.Target.IsEmpty);
    }

    [Fact]
    public void Indexes_are_read_with_what_is_said_of_each()
    {
        Write("p/uv.toml", """
            index-url = "https://c.invalid/simple"
            extra-index-url = ["https://d.invalid/simple"]
            [[index]]
            name = "a"
            url = "https://a.invalid/simple"
            [[index]]
            url = "https://b.invalid/simple"
            default = true
            [[index]]
            name = "only"
            url = "https://only.invalid/simple"
            explicit = true
            [[index]]
            url = "flat"
            format = "flat"
            """);

        var index = Install("--index", "https://first.invalid/simple").Index;

        Assert.Equal("https://b.invalid/simple", index.DefaultIndex);
        Assert.Equal(["https://first.invalid/simple", "a=https://a.invalid/simple", "https://d.invalid/simple"], index.Indexes);
        Assert.Equal([In("p/flat")], index.FindLinks);
    }

    [Fact]
    public void What_projects_say_of_versions_and_of_building_is_read()
    {
        Write("p/pyproject.toml", """
            [tool.uv]
            override-dependencies = ["a<2"]
            exclude-dependencies = ["b"]
            constraint-dependencies = ["c<3"]
            build-constraint-dependencies = ["d<4"]
            no-build-isolation-package = ["e"]
            require-build-hashes = true
            fork-strategy = "fewest"
            http-proxy = "http://proxy.invalid"
            no-proxy = ["inner"]
            [tool.uv.pip]
            no-build-isolation = true
            no-extra = ["f"]
            """);

        var options = Install();

        Assert.Equal(["a<2", "b", "c<3", "d<4", "e", "f"],
            [.. options.Versions.Overrides, .. options.Versions.Excludes, .. options.Constraints, .. options.Build.Constraints, .. options.Build.NoIsolationPackages, .. options.NoExtras]);
        Assert.True(options.Build.NoIsolation && options.Build.RequireHashes);
        Assert.Equal(("http://proxy.invalid", null, "inner"), (options.Network.Proxies.Http, options.Network.Proxies.Https, options.Network.Proxies.Exceptions.Single()));
        Assert.Equal("", _messages.ToString());
    }

    [Theory]
    [InlineData(">=0", "")]
    [InlineData(">=99", "the configuration requires kiln `>=99`, and this is ")]
    [InlineData("99.0", "the configuration requires kiln `99.0`, and this is ")]
    [InlineData("x", "invalid value for `required-version` in ")]
    public void Kilns_files_may_require_a_version_of_kiln(string required, string message)
    {
        Write("p/uv.toml", "required-version = '==1.2.3'");
        Write("p/kiln.toml", $"required-version = '{required}'");

        var error = Record.Exception(() => Install());

        Assert.StartsWith(message, error?.Message ?? "", StringComparison.Ordinal);
        Assert.Equal(message.Length == 0, error is null);
    }

    [Fact]
    public void The_nearest_folder_upwards_that_says_anything_counts_alone()
    {
        Write("p/uv.toml", "link-mode = 'copy'\nresolution = 'lowest'");
        Write("p/inner/pyproject.toml", "[project]\nname = 'x'\n");
        Directory.CreateDirectory(In("p/inner/deep"));
        Assert.Equal(LinkMode.Copy, Read("p/inner/deep").LinkMode);

        Write("p/inner/pyproject.toml", "[project]\nname = 'x'\n[tool.uv]\nlink-mode = 'symlink'\n");
        Assert.Equal((LinkMode.Symlink, ResolutionStrategy.Highest), (Read("p/inner/deep").LinkMode!.Value, Read("p/inner/deep").Versions.Resolution));
    }

    [Fact]
    public void A_file_that_is_named_is_read_alone()
    {
        Write("p/uv.toml", "link-mode = 'copy'\nresolution = 'lowest'");
        Write("named.toml", "[pip]\nlink-mode = 'symlink'");
        Write("pyproject.toml", "[tool.uv]\n");

        Assert.Null(Install("--no-config").LinkMode);
        Assert.Equal((LinkMode.Symlink, ResolutionStrategy.Highest), (Install("--config-file", In("named.toml")).LinkMode!.Value, Install("--config-file", In("named.toml")).Versions.Resolution));
        Assert.Equal(LinkMode.Symlink, Install("--no-config", "--config-file", In("named.toml")).LinkMode);
        Assert.StartsWith("cannot read", Assert.Throws<UserErrorException>(() => Install("--config-file", In("none.toml"))).Message, StringComparison.Ordinal);
        Assert.Contains("not a `pyproject.toml`", Assert.Throws<UserErrorException>(() => Install("--config-file", In("pyproject.toml"))).Message, StringComparison.Ordinal);

        _variables["UV_NO_CONFIG"] = "1";
        Assert.Null(Install().LinkMode);
        _variables["KILN_CONFIG_FILE"] = In("named.toml");
        Assert.Equal(LinkMode.Symlink, Install().LinkMode);
    }

    [Theory]
    [InlineData("no-index = 'yes'", "invalid value for `no-index` in `{0}`, line 1, column 12: expected `true` or `false`, found `yes`")]
    [InlineData("\nfind-links = 'x'", "invalid value for `find-links` in `{0}`, line 2, column 14: expected an array of strings, found `x`")]
    [InlineData("find-links = ['x', 1]", "invalid value for `find-links` in `{0}`, line 1, column 14: expected an array of strings, found an array")]
    [InlineData("concurrent-installs = 0", "invalid value for `concurrent-installs` in `{0}`, line 1, column 23: expected a whole number, 1 or more, found an integer")]
    [InlineData("link-mode = 'move'", "invalid value for `link-mode` in `{0}`, line 1, column 13: expected one of `clone`, `copy`, `hardlink`, `symlink` or `reflink`, found `move`")]
    [InlineData("fork-strategy = 'x'", "invalid value for `fork-strategy` in `{0}`, line 1, column 17: expected one of `fewest` or `requires-python`, found `x`")]
    [InlineData("native-tls = 1", "invalid value for `native-tls` in `{0}`, line 1, column 14: expected `true` or `false`, found an integer")]
    [InlineData("no-proxy = 'x'", "invalid value for `no-proxy` in `{0}`, line 1, column 12: expected an array of strings, found `x`")]
    [InlineData("[[index]]\nurl = 'u'\nexplicit = true", "invalid value for `index.explicit` in `{0}`, line 3, column 12: expected `false` for an index without `name`: nothing could ask for it, found a boolean")]
    [InlineData("[[index]]\nurl = 'u'\nauthenticate = 'x'", "invalid value for `index.authenticate` in `{0}`, line 3, column 16: expected one of `auto`, `always` or `never`, found `x`")]
    [InlineData("pip = 1", "invalid value for `pip` in `{0}`, line 1, column 7: expected a table, found an integer")]
    [InlineData("[pip", "couldn't parse `{0}`, line 1, column 5: expected `]` behind the table's name, found the end")]
    public void A_value_that_cannot_be_is_an_error_with_its_place(string text, string message)
    {
        Write("p/uv.toml", text);

        var error = Assert.Throws<UserErrorException>(() => Install());

        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, message, In("p/uv.toml")), error.Message);
        Assert.True(error.IsUsage);
    }

    [Fact]
    public void Keys_that_nobody_knows_are_told_and_the_others_count()
    {
        Write("p/uv.toml", "managed = false\nworkspace = {}\nzzz = 1\nstrict = true\nlink-mode = 'copy'\n[pip]\nuniversal = true\nlink-modes = 1\n");

        Assert.Equal(LinkMode.Copy, Install().LinkMode);
        Assert.Equal(
            $"warning: unknown setting `link-modes` in `{In("p/uv.toml")}`, line 8, column 1\n"
            + $"warning: unknown setting `zzz` in `{In("p/uv.toml")}`, line 3, column 1\n"
            + $"warning: unknown setting `strict` in `{In("p/uv.toml")}`, line 4, column 1\n",
            _messages.ToString());
    }

    [Fact]
    public void A_file_of_settings_stands_in_the_place_of_the_projects_table()
    {
        Write("p/uv.toml", "link-mode = 'copy'");
        Write("p/pyproject.toml", "[tool.uv]\nresolution = 'lowest'\nmanaged = true\n[tool.uv.sources]\n");

        Assert.Equal((LinkMode.Copy, ResolutionStrategy.Highest), (Install().LinkMode!.Value, Install().Versions.Resolution));
        Assert.StartsWith(
            "warning: Found both a `uv.toml` file and a `[tool.uv]` section in an adjacent `pyproject.toml`. The following fields from `[tool.uv]` will be ignored "
            + "in favor of the `uv.toml` file:\n- resolution\nwarning: ",
            _messages.ToString() + "warning: ", StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_file_that_is_no_toml_is_told_and_passed_over()
    {
        Write("uv.toml", "link-mode = 'copy'");
        Write("p/pyproject.toml", "[tool.uv\n");

        Assert.Equal(LinkMode.Copy, Install().LinkMode);
        Assert.StartsWith($"warning: couldn't parse `{In("p/pyproject.toml")}` for its settings, line 1, column 9: ", _messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_cache_folder_is_taken_from_kilns_files_only()
    {
        Write("p/uv.toml", "cache-dir = 'of-uv'");
        Assert.NotEqual(In("p/of-uv"), Install().Global.Cache.Path.ToString());
        Write("p/kiln.toml", "cache-dir = 'of-kiln'");
        Assert.Equal(In("p/of-kiln"), Install().Global.Cache.Path.ToString());
        _variables["KILN_CACHE_DIR"] = In("of-variable");
        Assert.Equal(In("of-variable"), Install().Global.Cache.Path.ToString());
    }

    [UvTheory]
    [InlineData("[pip]\nno-index = true\nfind-links = ['wheels']")]
    [InlineData("no-index = true\nfind-links = ['wheels']")]
    [InlineData("no-index = true")]
    [InlineData("[pip]\nno-index = true\nfind-links = ['wheels']\nno-deps = true")]
    [InlineData("no-index = true\nfind-links = ['wheels']\nconstraint-dependencies = ['demo<1']")]
    [InlineData("no-index = true\nfind-links = ['wheels']\nexclude-dependencies = ['demo']")]
    [InlineData("no-index = true\nfind-links = ['wheels']\noverride-dependencies = ['demo>1']")]
    [InlineData("no-index = true\nfind-links = ['wheels']\n[[index]]\nurl = 'https://a.invalid/simple'\nname = 'a b'")]
    [InlineData("no-index = 1")]
    [InlineData("no-index = true\n[")]
    public void Uv_does_the_same_with_the_same_file(string text)
    {
        Write("settings.toml", text);
        new Kiln.Engine.Tests.Support.WheelBuilder { }.Write(Kiln.Engine.Io.FsPath.From(Directory.CreateDirectory(In("wheels")).FullName));
        string[] words = ["pip", "install", "--config-file", "settings.toml", "--dry-run", "--target", "t", "-p", Python312.Executable!, "demo"];

        var kiln = ProcessRun.Of(ProcessRun.Kiln, words, _folder.Path, new() { ["KILN_CACHE_DIR"] = In("cache"), ["PIP_FIND_LINKS"] = "" });
        var uv = UvRun.Of(_folder.Path, [], words);

        Assert.Equal((uv.ExitCode, uv.Messages.Contains("+ demo==1.0", StringComparison.Ordinal)), (kiln.ExitCode, kiln.Messages.Contains("+ demo==1.0", StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _messages.Dispose();
    }

    private InstallPackagesOptions Install(params string[] words)
    {
        Directory.CreateDirectory(In("p"));
        return Read("p", words);
    }

    private InstallPackagesOptions Read(string project, params string[] words)
    {
        _messages.GetStringBuilder().Clear();
        var context = new CommandContext(new EnvironmentVariables(_variables), new Output(TextWriter.Null, _messages, new TerminalFacts()), new Interruption());
        var uv = new UvGlobalOptionSet(context.Environment);
        var command = new PipInstallCommand(context, uv);
        var root = new RootCommand { command.Build() };
        foreach (var option in (Option[])[.. context.Global.All, .. uv.All])
            root.Add(option);
        return command.Read(root.Parse(["install", "x", "--project", In(project), .. words]));
    }

    private string In(string name) => Path.Combine(_folder.Path, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        File.WriteAllText(In(name), text);
    }
}
