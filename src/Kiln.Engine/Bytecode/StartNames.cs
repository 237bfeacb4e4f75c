using System.Text;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// Which names an interpreter has interned before it compiles anything. Nothing lists them, and a worker that has compiled
/// no longer knows, so a fresh process is asked about the names that matter, and the answers are kept: at most a few in a run.
/// </summary>
internal sealed class StartNames(InterpreterInfo interpreter)
{
    // The keywords are what workers and compileall add at once. Identifiers in here count as interned too: workers have all of these as well.
    private const string Script = """
        import keyword, sys
        for name in sys.argv[1].split():
            name = bytes.fromhex(name).decode()
            print(int(sys.intern(name) is not name))
        """;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, bool> _isInterned = [];

    /// <summary>Whether one of some names is interned from the start. An interpreter that does not answer has none.</summary>
    public bool HasAny(IReadOnlyList<string> names)
    {
        lock (_isInterned)
        {
            string[] unknown = [.. names.Where(name => !_isInterned.ContainsKey(name))];
            if (unknown.Length > 0)
                Ask(unknown);
            return names.Any(name => _isInterned[name]);
        }
    }

    private void Ask(string[] names)
    {
        string question = string.Join(' ', names.Select(name => Convert.ToHexString(Encoding.ASCII.GetBytes(name))));
        var call = new ProgramCall { Executable = interpreter.Executable, Arguments = ["-I", "-S", "-B", "-X", "utf8", "-c", Script, question] };
        string[] answers = Encoding.ASCII.GetString(ProgramRun.Of(call, TimeLimit).Output).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int index = 0; index < names.Length; index++)
            _isInterned[names[index]] = index < answers.Length && answers[index] == "1";
    }
}
