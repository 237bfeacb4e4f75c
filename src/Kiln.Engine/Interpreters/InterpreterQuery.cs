using System.Text;
using System.Text.Json;
using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters;

/// <summary>
/// Asks a program whether it is a Python, and which. It runs isolated (<c>-I -S</c>: no variables, no sitecustomize, no <c>.pth</c>),
/// and writes no bytecode (<c>-B</c>).
/// </summary>
internal sealed class InterpreterQuery(TimeSpan timeLimit)
{
    /// <summary>Enough for the first start from a cold network disk, where the standard library is read for the first time.</summary>
    public static readonly TimeSpan DefaultTimeLimit = TimeSpan.FromSeconds(60);

    private const int DetailsShown = 4096;

    private static readonly string Script = ReadScript();

    /// <summary>The interpreter at a path; a <see cref="UserErrorException"/> says what is wrong with it, and what it printed.</summary>
    public InterpreterInfo Ask(FsPath executable)
    {
        var run = ProgramRun.Of(new ProgramCall { Executable = executable, Arguments = ["-I", "-S", "-B", "-X", "utf8", "-c", Script] }, timeLimit);
        if (run.StartFailure is { } reason)
            throw new UserErrorException($"cannot start the Python interpreter `{executable}`: {reason}");
        if (run.HasTimedOut)
            throw Broken($"the Python interpreter `{executable}` did not answer within {timeLimit.TotalSeconds:0.###} seconds", run);
        if (run.ErrorOutput.AsSpan().StartsWith("Unknown option: -I"u8))
            throw Unsupported(executable, OldVersion(executable));
        if (!run.Status!.Value.IsSuccess)
            throw Broken($"`{executable}` is no working Python interpreter: it ended with {run.Status}", run);
        var answer = Parse(run.Output) ?? throw Broken($"`{executable}` is no Python interpreter, or something else prints when it starts", run);
        return answer.Interpreter ?? throw Unsupported(executable, answer.Unsupported!);
    }

    private static QueryAnswer? Parse(byte[] output)
    {
        try
        {
            var answer = JsonSerializer.Deserialize(output, InterpreterJson.Default.QueryAnswer);
            return answer is { Interpreter: null, Unsupported: null } ? null : answer;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Python 2 knows no <c>-I</c>; it tells its version without importing anything.</summary>
    private string OldVersion(FsPath executable)
    {
        var run = ProgramRun.Of(new ProgramCall { Executable = executable, Arguments = ["-V"] }, timeLimit);
        string said = Printable.Text(run.ErrorOutput.AsSpan().Trim("\r\n"u8));
        return said.StartsWith("Python ", StringComparison.Ordinal) ? said : "an old Python";
    }

    private static UserErrorException Unsupported(FsPath executable, string version) =>
        new($"`{executable}` is {version}; Kiln supports 3.8 to 3.15");

    private static UserErrorException Broken(string message, ProgramRun run) => new(message)
    {
        Details = Shown("it printed", run.Output) + Shown("it printed to stderr", run.ErrorOutput) is { Length: > 0 } said ? said.TrimEnd() : "it printed nothing",
    };

    private static string Shown(string what, byte[] output)
    {
        ReadOnlySpan<byte> shown = output.AsSpan().Trim("\r\n"u8);
        if (shown.IsEmpty)
            return "";
        var text = new StringBuilder($"{what}:\n");
        bool isCut = shown.Length > DetailsShown;
        shown = isCut ? shown[..DetailsShown] : shown;
        foreach (var line in shown.Split((byte)'\n'))
            text.Append(Printable.Text(shown[line].TrimEnd((byte)'\r'))).Append('\n');
        return text.Append(isCut ? "…\n" : "").ToString();
    }

    private static string ReadScript()
    {
        using var stream = typeof(InterpreterQuery).Assembly.GetManifestResourceStream("query.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
