using System.Text;
using Kiln.Engine;

namespace Kiln.Terminal;

/// <summary>Turns a failure into what the user reads: "error: …", its causes, details, "hint: …". How they are worded: docs/messages.md.</summary>
internal static class ErrorText
{
    /// <summary>The text of an error that the user can mend.</summary>
    public static string Of(UserErrorException error, Func<string, string, string> paint)
    {
        var text = new StringBuilder();
        text.Append(paint(Style.Error, "error:")).Append(' ').Append(error.Message);
        for (var cause = error.InnerException; cause is not null; cause = cause.InnerException)
            text.Append("\n  ").Append(paint(Style.Error, "caused by:")).Append(' ').Append(cause.Message);
        if (error.Details is { Length: > 0 } details)
            text.Append("\n\n").Append(Indented(details)).Append('\n');
        if (error.Hint is { } hint)
            text.Append('\n').Append(paint(Style.Hint, "hint:")).Append(' ').Append(hint);
        return text.ToString();
    }

    /// <summary>The text of a failure that is Kiln's own fault.</summary>
    public static string OfUnexpected(Exception error, bool withStack, Func<string, string, string> paint)
    {
        string message = $"{paint(Style.Error, "error:")} Kiln failed where it should not: {error.GetType().Name}: {error.Message}";
        string hint = withStack
            ? "this is a bug of Kiln, please report it with the command and this text"
            : "this is a bug of Kiln, please report it with the command and what it prints with `-v`";
        string stack = withStack ? $"\n\n{Indented(error.ToString())}\n" : "";
        return $"{message}{stack}\n{paint(Style.Hint, "hint:")} {hint}";
    }

    private static string Indented(string text) =>
        string.Join('\n', text.TrimEnd().Split('\n').Select(line => line.Length == 0 ? "" : "    " + line.TrimEnd('\r')));
}
