using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

public sealed class VenvTests : IDisposable
{
    /// <summary>What is done in a fresh folder before, what is typed behind <c>venv</c>, and a variable.</summary>
    private static readonly (string Before, string[] Words, string Variable)[] Situations =
    [
        ("", [], ""),
        ("", ["a/b/c"], ""),
        ("", ["--clear", "env"], ""),
        ("mkdir env", ["env"], ""),
        ("mkdir env; touch env/x", ["env"], ""),
        ("mkdir env; touch env/x", ["env", "--clear"], ""),
        ("mkdir env; touch env/x", ["env", "--force"], ""),
        ("mkdir env; touch env/x", ["env", "--clear", "--force"], ""),
        ("mkdir env; touch env/x", ["env", "--allow-existing"], ""),
        ("mkdir env; touch env/pyvenv.cfg env/x", ["env"], ""),
        ("mkdir env; touch env/pyvenv.cfg env/x", ["env", "--clear"], ""),
        ("mkdir env; touch env/pyvenv.cfg env/x", ["env", "--clear", "--no-clear"], ""),
        ("mkdir env; touch env/pyvenv.cfg env/x", ["env", "--no-clear", "--clear"], ""),
        ("mkdir env; touch env/pyvenv.cfg env/x", ["env", "--clear", "--allow-existing"], ""),
        ("mkdir env; touch env/pyvenv.cfg env/x", ["env"], "UV_VENV_CLEAR=1"),
        ("mkdir env; touch env/pyvenv.cfg env/x", ["env", "--no-clear"], "UV_VENV_CLEAR=1"),
        ("", ["env"], "UV_VENV_CLEAR=perhaps"),
        ("", ["env"], "UV_VENV_RELOCATABLE=1"),
        ("", ["env", "--no-relocatable"], "UV_VENV_RELOCATABLE=1"),
        ("", ["env", "--relocatable"], ""),
        ("", ["env", "--system-site-packages", "--prompt", "x y"], ""),
        ("", ["env", "--prompt", "."], ""),
        ("touch env", ["env"], ""),
        ("touch env", ["env", "--clear"], ""),
        ("touch env", ["env/below"], ""),
        ("ln -s nowhere env", ["env"], ""),
        ("mkdir real; ln -s real env", ["env"], ""),
        ("mkdir real; ln -s real env; touch real/pyvenv.cfg real/x", ["env", "--clear"], ""),
        ("touch x", ["."], ""),
        ("", ["one", "two"], ""),
        ("", [""], ""),
        ("", ["env", "--no-such-option"], ""),
        ("", ["env", "--system", "--no-seed", "--no-pip", "--no-setuptools", "--no-wheel", "--no-project"], ""),
        ("", ["env", "--link-mode", "copy", "-i", "https://localhost/", "--extra-index-url", "https://localhost/", "-f", ".", "--no-index"], ""),
        ("", ["env", "--index-strategy", "first-index", "--keyring-provider", "disabled", "--exclude-newer", "2026-01-01"], ""),
        ("touch pyproject.toml", [], "UV_PROJECT_ENVIRONMENT=other"),
        ("touch pyproject.toml", ["--no-project"], "UV_PROJECT_ENVIRONMENT=other"),
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UvFact]
    public void Ends_as_uv_does_and_leaves_the_same_names()
    {
        var different = new List<string>();
        for (int i = 0; i < Situations.Length; i++)
        {
            var (before, words, variable) = Situations[i];
            string[] all = ["venv", "-p", Pythons.Any, .. words];
            string kiln = After("kiln", i, before, variable, ProcessRun.Kiln, all);
            string uv = After("uv", i, before, variable, Uv.Executable!, all);
            if (kiln != uv)
                different.Add($"{before} [{variable}] venv {string.Join(' ', words)}\nkiln: {kiln}\nuv: {uv}\n");
        }
        Assert.True(different.Count == 0, string.Join('\n', different));
    }

    [UvFact]
    public void Says_what_it_does_in_the_words_of_uv()
    {
        string[] words = ["venv", "-p", Pythons.Any, "a b"];
        Dictionary<string, string> variables = Variables("SHELL=/bin/zsh");
        var kiln = ProcessRun.Of(ProcessRun.Kiln, words, _folder.Folder("kiln").ToSystemString(), variables);
        var uv = ProcessRun.Of(Uv.Executable!, words, _folder.Folder("uv").ToSystemString(), variables);
        Assert.Equal(uv, kiln);
        Assert.Contains("Activate with: source 'a b/bin/activate'", kiln.Messages, StringComparison.Ordinal);
    }

    [UvFact]
    public void Every_option_of_uv_is_accepted()
    {
        var help = ProcessRun.Of(Uv.Executable!, ["help", "venv"]).Data.Split("Global options:")[0].Split('\n');
        string[][] listed = [.. from line in help
                                where line.StartsWith("  -", StringComparison.Ordinal) || line.StartsWith("      --", StringComparison.Ordinal)
                                let name = line[line.IndexOf("--", StringComparison.Ordinal)..].Split(' ')[0]
                                select line.Contains('<', StringComparison.Ordinal) ? new[] { name, "x" } : [name]];
        string[][] hidden = [["--no-workspace"], ["--no-clear"], ["--no-relocatable"], ["--system"], ["--no-system"], ["--no-seed"], ["--no-pip"], ["--no-setuptools"], ["--no-wheel"]];
        Assert.True(listed.Length > 20, "uv's help was not understood");
        var unknown = from words in listed.Concat(hidden)
                      let run = CommandRun.Of(["venv", "one", "two", .. words])
                      where !run.Messages.Contains("unexpected argument `two`", StringComparison.Ordinal)
                      select $"{string.Join(' ', words)}: {run.Messages}";
        Assert.Empty(unknown);
    }

    [UvFact]
    public void An_environment_that_is_killed_while_it_is_made_is_made_by_the_next_run()
    {
        string folder = _folder.Folder("killed").ToSystemString();
        for (int milliseconds = 40; milliseconds < 400; milliseconds += 20)
        {
            var killed = ProcessRun.OfShell($"timeout -s KILL 0.{milliseconds:000} '{ProcessRun.Kiln}' venv -q -p {Pythons.Any} env; rm -rf env.old", folder);
            bool wasDone = killed.ExitCode == 0 && File.Exists(Path.Combine(folder, "env", "bin", "activate.ps1"));
            var next = ProcessRun.Of(ProcessRun.Kiln, ["venv", "-q", "-p", Pythons.Any, "env"], folder, Variables(""));
            Assert.True(next.ExitCode == 0 || wasDone, next.Messages);
            Assert.Equal(0, ProcessRun.OfShell("env/bin/python -c 'import sys; sys.exit(sys.prefix == sys.base_prefix)'; code=$?; rm -r env; exit $code", folder).ExitCode);
        }
    }

    /// <summary>The exit code, and every name that is there behind the command, but for those that only one of the two makes.</summary>
    private string After(string who, int number, string before, string variable, string program, string[] words)
    {
        string folder = _folder.Folder($"{who}{number}/here").ToSystemString();
        ProcessRun.OfShell(before, folder);
        var run = ProcessRun.Of(program, words, folder, Variables(variable));
        var tree = ProcessRun.OfShell("find . ! -path '*/activate*' ! -path '*/*activate.bat' ! -name pydoc.bat ! -name .lock ! -name '_virtualenv.*' | sort; grep -h '^prompt\\|^reloc\\|^incl' */pyvenv.cfg .venv/pyvenv.cfg 2>/dev/null", folder);
        return $"{run.ExitCode}\n{tree.Data}{(run.ExitCode == 0 ? "" : run.Messages)}".Split("error:")[0];
    }

    private Dictionary<string, string> Variables(string variable)
    {
        var variables = new Dictionary<string, string>
        {
            ["UV_OFFLINE"] = "1",
            ["UV_PYTHON_DOWNLOADS"] = "never",
            ["UV_CACHE_DIR"] = (_folder / "uv-cache").ToSystemString(),
            ["KILN_CACHE_DIR"] = (_folder / "kiln-cache").ToSystemString(),
            ["NO_COLOR"] = "1",
        };
        if (variable.Split('=') is [var name, var value])
            variables[name] = value;
        return variables;
    }
}
