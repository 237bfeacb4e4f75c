using System.Text;
using System.Text.Json;

namespace Kiln.Engine.Wheels;

/// <summary>METADATA as JSON (PEP 566): the fields in pip's order, those that may be repeated as arrays, and the body as the description.</summary>
internal static class MetadataJson
{
    // pip/_internal/metadata/_json.py; true where a field may be repeated.
    private static readonly (string Name, bool IsRepeated)[] Fields =
    [
        ("Metadata-Version", false), ("Name", false), ("Version", false), ("Dynamic", true), ("Platform", true), ("Supported-Platform", true), ("Summary", false),
        ("Description", false), ("Description-Content-Type", false), ("Keywords", false), ("Home-page", false), ("Download-URL", false), ("Author", false),
        ("Author-email", false), ("Maintainer", false), ("Maintainer-email", false), ("License", false), ("License-Expression", false), ("License-File", true),
        ("Classifier", true), ("Requires-Dist", true), ("Requires-Python", false), ("Requires-External", true), ("Project-URL", true), ("Provides-Extra", true),
        ("Provides-Dist", true), ("Obsoletes-Dist", true),
    ];

    private const int Indent = 8;

    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> content)
    {
        var head = HeaderFields.Parse(content);
        string body = BodyOf(content);
        writer.WriteStartObject();
        foreach (var (name, isRepeated) in Fields)
        {
            var values = head.FindAll(name).Select(Dedented).ToList();
            if (name == "Description" && body.Length > 0)
                values = [body];
            if (values.Count == 0)
                continue;
            writer.WritePropertyName(name.ToLowerInvariant().Replace('-', '_'));
            if (isRepeated)
                WriteArray(writer, values);
            else if (name == "Keywords")
                WriteArray(writer, values[0].Contains(',') ? values[0].Split(',', StringSplitOptions.TrimEntries) : values[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            else
                writer.WriteStringValue(values[0]);
        }
        writer.WriteEndObject();
    }

    /// <summary>Folded lines without what they are indented by, eight blanks at most, as importlib.metadata gives them to pip (<c>_adapters.py</c>).</summary>
    private static string Dedented(string value)
    {
        string[] lines = value.Split('\n');
        if (lines.Length == 1)
            return value;
        var margins = lines.Skip(1).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => line.Length - line.TrimStart(' ').Length);
        int margin = margins.Append(Indent).Min();
        var rest = lines.Skip(1).Select(line => string.IsNullOrWhiteSpace(line) ? "" : line[margin..]);
        return string.Join('\n', rest.Prepend(new string(' ', Indent - margin) + lines[0]));
    }

    private static string BodyOf(ReadOnlySpan<byte> content)
    {
        string text = Encoding.UTF8.GetString(content);
        int plain = text.IndexOf("\n\n", StringComparison.Ordinal), windows = text.IndexOf("\n\r\n", StringComparison.Ordinal);
        if (windows >= 0 && (plain < 0 || windows < plain))
            return text[(windows + 3)..];
        return plain < 0 ? "" : text[(plain + 2)..];
    }

    private static void WriteArray(Utf8JsonWriter writer, IEnumerable<string> values)
    {
        writer.WriteStartArray();
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
