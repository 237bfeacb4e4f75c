using Kiln.Engine;

namespace Kiln.Cli;

/// <summary>Words the error for a value that an option or an environment variable cannot have.</summary>
internal static class InvalidValue
{
    /// <summary>The error: which value, of what, and what it could have been.</summary>
    public static UserErrorException Error(string text, string source, string allowed) =>
        new($"invalid value `{text}` for `{source}`") { Hint = allowed, IsUsage = true };

    /// <summary>"`a`, `b` or `c`".</summary>
    public static string List(IReadOnlyList<string> names)
    {
        var quoted = names.Select(static name => $"`{name}`").ToList();
        return quoted.Count == 1 ? quoted[0] : $"{string.Join(", ", quoted.Take(quoted.Count - 1))} or {quoted[^1]}";
    }
}
