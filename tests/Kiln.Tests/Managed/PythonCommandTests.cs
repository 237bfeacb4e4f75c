using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Managed;

/// <summary>The commands of <c>kiln python</c> that look, pin and find, and the others that install on demand.</summary>
public sealed class PythonCommandTests : IDisposable
{
    private readonly PythonArea _area = new();

    public void Dispose() => _area.Dispose();

    [UnixFact]
    public void The_list_shows_the_newest_of_each_minor_version_and_all_on_request()
    {
        string old = _area.AddHollow("3.12.1"), newer = _area.AddHollow("3.12.2");

        Assert.Equal($"{newer}    <download available>\n", _area.Run("list", "--only-downloads").Data);
        string[] all = _area.Run("list", "--only-downloads", "--all-versions", "--show-urls").Data.Split('\n');
        Assert.Equal([newer, old, ""], all.Select(static line => line.Split(' ')[0]));
        Assert.StartsWith("http://127.0.0.1:", all[0].Split(' ')[^1], StringComparison.Ordinal);
        Assert.Equal("", _area.Run("list", "--only-downloads", "3.13").Data);
    }

    [Theory]
    [InlineData("`--only-installed` cannot be used with `--only-downloads`", "list", "--only-downloads", "--only-installed")]
    [InlineData("`--default` cannot be used with `--no-bin`", "install", "--default", "--no-bin")]
    [InlineData("`--rm` cannot be used with `REQUEST`", "pin", "--rm", "3.12")]
    [InlineData("`--rm` cannot be used with `--resolved`", "pin", "--rm", "--resolved")]
    public void Words_that_contradict_each_other_are_refused(string reason, params string[] words)
    {
        var run = _area.Run(words);
        Assert.Equal((2, $"error: {reason}\n"), (run.ExitCode, run.Messages));
    }

    [UnixFact]
    public void The_list_warns_of_a_managed_Python_that_does_not_work()
    {
        string key = _area.AddHollow("3.12.1");
        Assert.Equal(0, _area.Run("install", "3.12", "--no-bin").ExitCode);
        var broken = _area.Run("list", "--only-installed");
        Assert.Matches($@"^warning: `{_area.Root}/cpython-3\.12-\S+` is no working Python interpreter: it ended with exit code 7\n$", broken.Messages);
        Assert.DoesNotContain(key, broken.Data, StringComparison.Ordinal);
    }

    [PythonFact]
    public void The_list_has_every_name_of_a_Python_on_PATH()
    {
        string real = new FileInfo(Pythons.Any).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Pythons.Any;
        string folder = $"{_area.Folder.Folder("programs")}";
        File.CreateSymbolicLink($"{folder}/python3.12", real);
        File.CreateSymbolicLink($"{folder}/python3", "python3.12");

        string[] lines = CommandRun.With(new(_area.Variables) { ["PATH"] = folder }, "python", "list", "--only-installed").Data.Split('\n');

        Assert.Contains(lines, line => line.EndsWith($"    {folder}/python3 -> python3.12", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith($"    {folder}/python3.12 -> {real}", StringComparison.Ordinal));
    }

    [UnixFact]
    public void The_list_for_programs_has_the_words_of_uv()
    {
        string key = _area.AddHollow("3.12.1");
        string[] parts = key.Split('-');
        Assert.Matches(
            $$$"""^\[\{"key":"{{{key}}}","version":"3.12.1","version_parts":\{"major":3,"minor":12,"patch":1\},"path":null,"symlink":null,"url":"http://[^"]+","os":"{{{parts[2]}}}","variant":"default","implementation":"cpython","arch":"{{{parts[3]}}}","libc":"{{{parts[4]}}}"\}\]\n$""",
            _area.Run("list", "--only-downloads", "--output-format", "json").Data);
    }

    [CPythonsFact]
    public void An_installed_Python_is_listed_once_and_found()
    {
        var archive = StandaloneArchive.Of(PackedPythons.Executables[0]);
        string key = _area.Add(archive.Content, archive.Version);
        Assert.Equal(0, _area.Run("install", archive.Minor).ExitCode);
        string through = $"{_area.Root / key.Replace(archive.Version, archive.Minor, StringComparison.Ordinal)}/bin/python{archive.Minor}";

        Assert.Contains($"{key}    {through}\n", _area.Run("list", "--only-installed", "--managed-python").Data, StringComparison.Ordinal);
        Assert.Equal("", _area.Run("list", archive.Minor, "--managed-python", "--only-downloads").Data.Replace($"{key}    <download available>\n", "", StringComparison.Ordinal));
        Assert.Equal($"{through}\n", _area.Run("find", archive.Minor, "--managed-python").Data);
        Assert.Equal($"{_area.Root / key}/bin/python{archive.Minor}\n", _area.Run("find", archive.Version, "--managed-python").Data);
        Assert.Equal($"{_area.Root / key}/bin/python{archive.Minor}\n", _area.Run("find", archive.Minor, "--managed-python", "--resolve-links").Data);
        Assert.Equal($"{archive.Version}\n", _area.Run("find", archive.Minor, "--managed-python", "--show-version").Data);
        Assert.Equal(2, _area.Run("find", "3.99").ExitCode);
    }

    [UnixFact]
    public void A_pin_is_written_shown_changed_and_removed()
    {
        string folder = $"{_area.Folder.Folder("work")}";
        Assert.Equal(2, Pin().ExitCode);
        Assert.Equal("Pinned `.python-version` to `3.12`\n", Pin("3.12").Data);
        Assert.Equal("Updated `.python-version` from `3.12` -> `pypy@3.10`\n", Pin("pypy3.10").Data);
        Assert.Equal("pypy@3.10\n", Pin().Data);
        Assert.Equal("pypy@3.10\n", File.ReadAllText($"{folder}/.python-version"));
        Assert.Equal("Removed Python version file at `.python-version`\n", Pin("--rm").Data);
        Assert.Equal((2, "error: no Python version file found\n"), (Pin("--rm").ExitCode, Pin("--rm").Messages));
        Assert.StartsWith("Pinned `", Pin("--global", "3.11").Data, StringComparison.Ordinal);
        Assert.Equal("3.11\n", Pin().Data);
        Assert.Contains("use `--rm --global`", Pin("--rm").Messages, StringComparison.Ordinal);
        Assert.Equal(2, Pin("some-name").ExitCode);
        File.WriteAllText($"{folder}/pyproject.toml", "[project]\nname = 'p'\nversion = '1'\nrequires-python = '>=3.12'\n");
        Assert.Equal((2, true), (Pin("3.11").ExitCode, Pin("3.11").Messages.Contains("is incompatible with the project `requires-python` value of `>=3.12`", StringComparison.Ordinal)));

        // A process of its own: the current folder is one for all tests.
        ProcessRun Pin(params string[] words) =>
            ProcessRun.Of(ProcessRun.Kiln, ["python", "pin", .. words], folder, new(_area.Variables) { ["PATH"] = "/no-such-folder", ["KILN_NO_CONFIG"] = "" });
    }

    [UnixFact]
    public void Folders_are_told()
    {
        Assert.Equal($"{_area.Root}\n", _area.Run("dir").Data);
        Assert.Equal($"{_area.Programs}\n", _area.Run("dir", "--bin").Data);
        Assert.Equal("/data/uv\n", CommandRun.With(new() { ["UV_PYTHON_INSTALL_DIR"] = "/data/uv" }, "python", "dir").Data);
        Assert.Equal("/home/me/.local/share/kiln/python\n", CommandRun.With(new() { ["HOME"] = "/home/me" }, "python", "dir").Data);
        Assert.Equal("/home/me/.local/bin\n", CommandRun.With(new() { ["HOME"] = "/home/me" }, "python", "dir", "--bin").Data);
    }

    [UnixFact]
    public void The_shell_is_told_of_the_folder_of_programs_once()
    {
        Dictionary<string, string> variables = new(_area.Variables) { ["PATH"] = "/usr/bin", ["SHELL"] = "/bin/bash" };
        string home = variables["HOME"];
        File.WriteAllText($"{home}/.bashrc", "alias x=y");

        var run = CommandRun.With(variables, "python", "update-shell");

        Assert.Equal((0, $"Created configuration file: {home}/.bash_profile\nUpdated configuration file: {home}/.bashrc\nRestart your shell to apply changes\n"), (run.ExitCode, run.Messages));
        Assert.Equal($"alias x=y\n\n# kiln\nexport PATH=\"{_area.Programs}:$PATH\"\n", File.ReadAllText($"{home}/.bashrc"));
        Assert.Equal(2, CommandRun.With(variables, "python", "update-shell").ExitCode);
        variables["PATH"] = $"/usr/bin:{_area.Programs}";
        Assert.Equal((0, $"Executable directory {_area.Programs} is already in PATH\n"), (CommandRun.With(variables, "python", "update-shell").ExitCode, CommandRun.With(variables, "python", "update-shell").Messages));
        variables["PATH"] = "/usr/bin";
        variables.Remove("SHELL");
        Assert.Equal(2, CommandRun.With(variables, "python", "update-shell").ExitCode);
    }

    [CPythonsFact]
    public void An_environment_is_made_with_a_Python_that_is_installed_for_it()
    {
        var archive = StandaloneArchive.Of(PackedPythons.Executables[0]);
        string key = _area.Add(archive.Content, archive.Version);
        string environment = $"{_area.Folder / "env"}";

        var refused = Venv("--no-python-downloads");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"hint: {key} can be downloaded, but downloads are not allowed", refused.Messages, StringComparison.Ordinal);
        Assert.Contains("the network is not to be used", Venv("--offline").Messages, StringComparison.Ordinal);
        Assert.Empty(_area.Requests);

        var run = Venv();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"+ {key}", run.Messages, StringComparison.Ordinal);
        Assert.Equal($"{archive.Version}\n", ProcessRun.Of($"{environment}/bin/python", ["-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"]).Data);

        CommandRun Venv(params string[] words) =>
            CommandRun.With(new(_area.Variables) { ["PATH"] = "/no-such-folder" }, ["venv", "-p", archive.Minor, environment, .. words]);
    }
}
