using System.Diagnostics.CodeAnalysis;
using System.Globalization;
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

    /// <summary>The interpreter at a path, or what is wrong with it and what it printed.</summary>
    public bool TryAsk(FsPath executable, [NotNullWhen(true)] out InterpreterInfo? interpreter, [NotNullWhen(false)] out UserErrorException? problem)
    {
        string[] arguments = ["-I", "-S", "-B", "-X", "utf8", "-c", Script, Number(PythonVersion.OldestMinor), Number(PythonVersion.NewestMinor)];
        var run = ProgramRun.Of(new ProgramCall { Executable = executable, Arguments = arguments }, timeLimit);
        interpreter = null;
        problem = WhyNoAnswer(executable, run);
        if (problem is not null)
            return false;
        var answer = Parse(run.Output);
        interpreter = answer?.Interpreter;
        if (interpreter is not null)
            return true;
        problem = answer is null
            ? Broken($"`{executable}` is no Python interpreter, or something else prints when it starts", run)
            : Unsupported(executable, answer.Unsupported!);
        return false;
    }

    private UserErrorException? WhyNoAnswer(FsPath executable, ProgramRun run)
    {
        if (run.StartFailure is { } reason)
            return new UserErrorException($"cannot start the Python interpreter `{executable}`: {reason}");
        if (run.HasTimedOut)
            return Broken($"the Python interpreter `{executable}` did not answer within {timeLimit.TotalSeconds:0.###} seconds", run);
        if (run.ErrorOutput.AsSpan().StartsWith("Unknown option: -I"u8))
            return Unsupported(executable, OldVersion(executable));
        return run.Status!.Value.IsSuccess ? null : Broken($"`{executable}` is no working Python interpreter: it ended with {run.Status}", run);
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
        new($"`{executable}` is {version}; Kiln supports 3.{PythonVersion.OldestMinor} to 3.{PythonVersion.NewestMinor}");

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

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string ReadScript()
    {
        using var stream = typeof(InterpreterQuery).Assembly.GetManifestResourceStream("query.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
