namespace Kiln.Engine.Versions;

/// <summary>
/// What is wrong in a short text, and where: <see cref="Start"/> is where the faulty part begins, <see cref="End"/> where reading stopped.
/// </summary>
public sealed record SyntaxFault(string Message, string Text, int Start, int End)
{
    /// <summary>The text, and a line <c>~~~^</c> under the part that is wrong.</summary>
    public string Excerpt => $"{OnOneLine(Text)}\n{new string(' ', Start)}{new string('~', End - Start)}^";

    /// <summary>This fault for a user: "couldn't parse version `1..0`: …", the excerpt below it.</summary>
    public UserErrorException ToError(string whatFor) => new($"couldn't parse {whatFor}: {Message}") { Details = Excerpt, IsUsage = true };

    private static string OnOneLine(string text) =>
        string.Create(text.Length, text, static (line, source) =>
        {
            for (int i = 0; i < line.Length; i++)
                line[i] = char.IsControl(source[i]) ? ' ' : source[i];
        });
}
