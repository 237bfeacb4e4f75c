using Kiln.Engine.Interpreters;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>Interpreters that misbehave: the worker runs in them as it is, but some lines of Python run before each <c>compile()</c>.</summary>
internal static class FaultyPython
{
    private const string Frame = """
        import builtins, os, signal, struct, sys, time
        OUT = os.dup(1)
        real = compile
        hoard = []
        library = os.path.dirname(os.__file__)

        def patched(source, name, *arguments, **options):
            if not name.startswith(library):  # an import of the worker's own, where the library has no bytecode
                pass
        BEHAVIOUR
            return real(source, name, *arguments, **options)

        builtins.compile = patched
        sys.executable = os.path.abspath('python')
        at = sys.argv.index('-c')
        script = sys.argv.pop(at + 1)
        del sys.argv[:at]
        exec(real(script, 'script', 'exec'), {'__name__': '__main__'})
        """;

    /// <summary>
    /// An interpreter with this behaviour; <c>name</c> is the file's path, <c>OUT</c> the descriptor of the answers, and the folder the current one.
    /// </summary>
    public static InterpreterInfo Make(TempFolder folder, string behaviour, string? python = null)
    {
        string indented = string.Join('\n', behaviour.Split('\n').Select(line => "        " + line));
        var script = folder.Write("fake.py", Frame.Replace("BEHAVIOUR", indented, StringComparison.Ordinal));
        string real = python ?? Pythons.Any;
        return OfScript(folder, $"cd '{folder.Path}' && exec '{real}' -I -S -B -X utf8 '{script}' \"$@\"", real);
    }

    /// <summary>A shell script in the place of an interpreter.</summary>
    public static InterpreterInfo OfScript(TempFolder folder, string body, string? python = null) =>
        CompileRun.Interpreter(python ?? Pythons.Any) with { Executable = folder.Script("python", body) };
}
