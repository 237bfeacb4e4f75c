using System.Text;
using Kiln.Engine.Cache;
using Kiln.Engine.Environments;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Environments.Activation;

/// <summary>The scripts, run by the real shells. Each script under test prints a line per fact, in one order for all shells.</summary>
public sealed class ActivationScriptTests : IDisposable
{
    private const string Hostile = "a b'c\"d$HOME`id`\\e!f%g#h;i*j(k)é✓\nl@PROMPT@";

    private readonly TempFolder _folder = new();

    private static readonly object?[][] Fixed = [["plain", null, false], ["plain", "my prompt", false], ["plain", Hostile, false], [Hostile, null, false], [Hostile, Hostile, false]];

    public static IEnumerable<object?[]> FixedCases => Fixed;

    public static IEnumerable<object?[]> Cases => [.. Fixed, ["plain", null, true], [Hostile, null, true]];

    public void Dispose() => _folder.Dispose();

    [ShellTheory("bash")]
    [MemberData(nameof(Cases))]
    public void Bash_activates_and_deactivates(string name, string? prompt, bool isRelocatable) => Check("bash", ["--norc", "-u", "-e", "-c"], Posix, name, prompt, isRelocatable);

    [ShellTheory("zsh")]
    [MemberData(nameof(Cases))]
    public void Zsh_activates_and_deactivates(string name, string? prompt, bool isRelocatable) => Check("zsh", ["-f", "-u", "-e", "-c"], Posix, name, prompt, isRelocatable);

    [ShellTheory("dash")]
    [MemberData(nameof(FixedCases))]
    public void Dash_activates_and_deactivates(string name, string? prompt, bool isRelocatable) => Check("dash", ["-u", "-e", "-c"], Posix, name, prompt, isRelocatable);

    [ShellTheory("fish")]
    [MemberData(nameof(Cases))]
    public void Fish_activates_and_deactivates(string name, string? prompt, bool isRelocatable) => Check("fish", ["--no-config", "-c"], Fish, name, prompt, isRelocatable);

    [ShellTheory("tcsh")]
    [MemberData(nameof(FixedCases))]
    public void Tcsh_activates_and_deactivates(string name, string? prompt, bool isRelocatable) => Check("tcsh", ["-f", "-c"], Csh, name, prompt, isRelocatable);

    [ShellTheory("nu")]
    [MemberData(nameof(Cases))]
    public void Nushell_activates(string name, string? prompt, bool isRelocatable)
    {
        var root = Make(name, prompt, isRelocatable);
        string script = "overlay use ($env.ROOT | path join bin activate.nu) as activate; ^$env.SHOW; deactivate; ^$env.SHOW";
        CheckShown(RunIn("nu", ["-n", "-c", script], root), root, prompt ?? name);
    }

    [ShellTheory("pwsh")]
    [MemberData(nameof(Cases))]
    public void PowerShell_activates(string name, string? prompt, bool isRelocatable)
    {
        var root = Make(name, prompt, isRelocatable);
        string script = ". (Join-Path $env:ROOT 'bin/activate.ps1'); & $env:SHOW; deactivate; & $env:SHOW";
        CheckShown(RunIn("pwsh", ["-NoProfile", "-Command", script], root), root, prompt ?? name);
    }

    [PythonFact]
    public void A_running_python_finds_the_packages()
    {
        var root = Make(Hostile, Hostile, isRelocatable: true);
        string said = Pythons.Run(FsPath.From(Pythons.Any), """
            import os, runpy, sys
            runpy.run_path(sys.argv[1])
            print(repr((os.environ["VIRTUAL_ENV"], os.environ["VIRTUAL_ENV_PROMPT"], sys.prefix, sys.path[0].startswith(sys.prefix))))
            """, (root / "bin" / "activate_this.py").ToSystemString());
        string expected = Pythons.Run(FsPath.From(Pythons.Any), "import sys; print(repr((sys.argv[1], sys.argv[2], sys.argv[1], True)))", root.ToSystemString(), Hostile);
        Assert.Equal(expected, said);
    }

    // What each shell says before, while and after: the variables, the prompt, and which python a command finds.
    private const string Posix = """
        PS1='own> '; PYTHONHOME=/home-of-python; before=$PATH
        . "$ROOT/bin/activate"
        "$SHOW"; printf 'PROMPT=%s\n' "$PS1"; command -v python; echo "HOME=${PYTHONHOME-none}"
        . "$ROOT/bin/activate"
        deactivate
        "$SHOW"; printf 'PROMPT=%s\n' "$PS1"; [ "$PATH" = "$before" ] && echo restored; echo "HOME=${PYTHONHOME-none}"
        """;

    private const string Fish = """
        function fish_prompt; echo -n 'own> '; end
        set -gx PYTHONHOME /home-of-python; set before "$PATH"
        source "$ROOT/bin/activate.fish"
        $SHOW; echo PROMPT=(fish_prompt | string collect); command -s python; set -q PYTHONHOME; and echo HOME=$PYTHONHOME; or echo HOME=none
        source "$ROOT/bin/activate.fish"
        deactivate
        $SHOW; echo PROMPT=(fish_prompt | string collect); test "$PATH" = "$before"; and echo restored; set -q PYTHONHOME; and echo HOME=$PYTHONHOME; or echo HOME=none
        """;

    // csh never touches PYTHONHOME, as uv's and CPython's own scripts for it do not either.
    private const string Csh = """
        set prompt='own> '; set before="$PATH:q"
        source "$ROOT:q/bin/activate.csh"
        "$SHOW:q"; printf 'PROMPT=%s\n' "$prompt:q"; which python; echo HOME=none
        source "$ROOT:q/bin/activate.csh"
        deactivate
        "$SHOW:q"; printf 'PROMPT=%s\n' "$prompt:q"; if ( "$PATH:q" == "$before:q" ) echo restored; echo HOME=/home-of-python
        """;

    private void Check(string shell, string[] options, string script, string name, string? prompt, bool isRelocatable)
    {
        var root = Make(name, prompt, isRelocatable);
        string said = RunIn(shell, [.. options, script], root);
        string shown = prompt ?? name;
        // bash and its kin show what a prompt holds by the variable's name where it holds signs of theirs.
        string inPrompt = shown == Hostile && script == Posix ? shell == "zsh" ? Hostile.Replace("%", "%%", StringComparison.Ordinal) : "${VIRTUAL_ENV_PROMPT}" : shown;
        string expected = $"VIRTUAL_ENV={root.ToSystemString()}\nVIRTUAL_ENV_PROMPT={shown}\nPROMPT=({inPrompt}) own> \n{root.ToSystemString()}/bin/python\nHOME=none\n"
            + "VIRTUAL_ENV=none\nVIRTUAL_ENV_PROMPT=none\nPROMPT=own> \nrestored\nHOME=/home-of-python\n";
        Assert.Equal(expected, said);
    }

    private static void CheckShown(string said, FsPath root, string shown) =>
        Assert.Equal($"VIRTUAL_ENV={root.ToSystemString()}\nVIRTUAL_ENV_PROMPT={shown}\nVIRTUAL_ENV=none\nVIRTUAL_ENV_PROMPT=none\n", said);

    private FsPath Make(string name, string? prompt, bool isRelocatable)
    {
        var surroundings = new Surroundings(new Dictionary<string, string>(), _folder.Path);
        var interpreter = new InterpreterCache(CacheFolder.Locate(surroundings, _folder / "cache")).Get(FsPath.From(Pythons.Any));
        var made = _folder / (isRelocatable ? "before" : name);
        new VirtualEnvironmentBuilder(made, interpreter, new VirtualEnvironmentOptions { Prompt = prompt, IsRelocatable = isRelocatable })
            .Build(new LockWait(TimeSpan.Zero), new RecordingReporter());
        // One that can be moved is moved.
        if (isRelocatable)
            Assert.False(FileSystem.Rename(made, _folder / name).IsError);
        return _folder / name;
    }

    private string RunIn(string shell, string[] arguments, FsPath root)
    {
        var show = _folder.Script("show", "printf 'VIRTUAL_ENV=%s\\nVIRTUAL_ENV_PROMPT=%s\\n' \"${VIRTUAL_ENV-none}\" \"${VIRTUAL_ENV_PROMPT-none}\"");
        var call = new ProgramCall
        {
            Executable = ShellTheoryAttribute.Find(shell)!.Value,
            Arguments = arguments,
            EnvironmentChanges = new Dictionary<string, string?>
            {
                ["ROOT"] = root.ToSystemString(),
                ["SHOW"] = show.ToSystemString(),
                ["HOME"] = _folder.Path.ToSystemString(),
                ["LC_ALL"] = "C.UTF-8",
                ["VIRTUAL_ENV"] = null,
                ["VIRTUAL_ENV_DISABLE_PROMPT"] = null,
                ["PYTHONHOME"] = null,
            },
            WorkingFolder = _folder.Path,
        };
        var run = ProgramRun.Of(call, TimeSpan.FromSeconds(60));
        Assert.Equal("", Encoding.UTF8.GetString(run.ErrorOutput));
        return Encoding.UTF8.GetString(run.Output);
    }
}
