using System.Text;
using Kiln.Engine.Requirements;
using Kiln.Engine.Toml;

namespace Kiln.Engine.Projects;

/// <summary>
/// What a script says of its requirements in a comment (PEP 723):
/// <code>
/// # /// script
/// # dependencies = ["rich"]
/// # ///
/// </code>
/// </summary>
public static class ScriptMetadata
{
    /// <summary>The requirements of a script, as written.</summary>
    public static IReadOnlyList<RequirementsEntry> Requirements(FileLocation script, byte[] content) => Read(script, content).Find("dependencies") switch
    {
        null => [],
        TomlArray array => [.. array.Items.Select(item => Entry(item, script))],
        var other => throw Wrong(other, "an array", script),
    };

    /// <summary>The versions of Python that it works with; null where it says nothing.</summary>
    public static string? RequiresPython(FileLocation script, byte[] content) => Read(script, content).Find("requires-python")?.AsString;

    private static TomlTable Read(FileLocation script, byte[] content)
    {
        string toml = Block(Encoding.UTF8.GetString(content).Split('\n'))
            ?? throw new UserErrorException($"`{script}` does not contain inline script metadata") { IsUsage = true };
        if (!TomlDocument.TryParse(Encoding.UTF8.GetBytes(toml), out var document, out var fault))
            throw new UserErrorException($"couldn't parse the inline script metadata of `{script}`: {fault.Message}") { Details = fault.Excerpt, IsUsage = true };
        return document.Root;
    }

    private static RequirementsEntry Entry(TomlValue item, FileLocation script) =>
        RequirementsEntry.Parse(item.AsString ?? throw Wrong(item, "a string", script), script.Path.Parent);

    private static UserErrorException Wrong(TomlValue value, string expected, FileLocation script) =>
        new($"invalid `dependencies` in the inline script metadata of `{script}`: expected {expected}, found {value.Description}") { IsUsage = true };

    /// <summary>The lines of the block without <c># </c>; it ends at the last <c># ///</c> before a line that is no comment.</summary>
    private static string? Block(string[] lines)
    {
        int start = Array.FindIndex(lines, static line => line.TrimEnd() == "# /// script") + 1;
        if (start == 0)
            return null;
        int behind = start;
        while (behind < lines.Length && lines[behind].TrimEnd('\r') is "#" or ['#', ' ', ..])
            behind++;
        int end = Array.FindLastIndex(lines, behind - 1, behind - start, static line => line.TrimEnd() == "# ///");
        return end < 0 ? null : string.Join('\n', lines[start..end].Select(static line => line.TrimEnd('\r') is var text && text.Length > 1 ? text[2..] : ""));
    }
}
