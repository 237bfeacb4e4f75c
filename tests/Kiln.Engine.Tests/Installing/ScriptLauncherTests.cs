using System.Text;
using Kiln.Engine.Installing;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Installing;

public sealed class ScriptLauncherTests
{
    [PythonTheory]
    [InlineData("plain", false)]
    [InlineData("with space and $dollar `tick` \"quote\"", false)]
    [InlineData("long-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", false)]
    [InlineData("moved about", true)]
    public void Commands_start_whatever_their_interpreter_is_called(string name, bool isRelocatable)
    {
        using var folder = new TempFolder();
        var scripts = folder.Folder($"{name}/bin");
        var python = folder.Link($"{name}/bin/python", FsPath.From(Pythons.Any));
        var target = new InstallTarget { Purelib = scripts, Platlib = scripts, Scripts = scripts, Data = scripts, Headers = scripts, Executable = python, Version = new PythonVersion(3, 12, 1, "final", 0), IsRelocatable = isRelocatable };

        var command = new ScriptLauncher(target).Make(new EntryPoint("say", "platform", "sys.intern", IsGui: false)).Single();
        string text = Encoding.UTF8.GetString(command.Content.Span).Replace("sys.exit(sys.intern())", "print(sys.argv[1:])", StringComparison.Ordinal);
        var script = folder.Script($"{name}/bin/other", "exit 9");
        File.WriteAllText(script.ToString(), text);

        var run = ProgramRun.Of(new ProgramCall { Executable = script, Arguments = ["a b", "$c"] }, TimeSpan.FromSeconds(30));
        Assert.Equal("['a b', '$c']\n", Encoding.UTF8.GetString(run.Output));
    }
}
