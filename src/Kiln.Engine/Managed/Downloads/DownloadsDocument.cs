using System.Text.Json;
using Kiln.Engine.Interpreters;

namespace Kiln.Engine.Managed.Downloads;

/// <summary>
/// A list of downloads in uv's form: an object of objects with <c>name</c>, <c>arch</c>, <c>os</c>, <c>libc</c>, <c>major</c>, <c>minor</c>, <c>patch</c>,
/// <c>prerelease</c>, <c>url</c>, <c>sha256</c>, <c>variant</c>, <c>build</c>. What is of a system, processor or variant that Kiln does not know is passed over.
/// </summary>
internal static class DownloadsDocument
{
    /// <summary>Parses one; <paramref name="place"/> names it in errors.</summary>
    public static IReadOnlyList<PythonDownload> Parse(ReadOnlyMemory<byte> content, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw Refuse(place, "it is no object");
            if (root.TryGetProperty("version", out _))
            {
                throw new UserErrorException($"the list of Python downloads at `{place}` is of a form that this version of Kiln does not know")
                {
                    Hint = "use a newer Kiln, or a list in the form that has no `version`",
                };
            }
            var downloads = new List<PythonDownload>();
            foreach (var member in root.EnumerateObject())
            {
                if (Read(member.Value, member.Name, place) is { } download)
                    downloads.Add(download);
            }
            return downloads;
        }
        catch (JsonException exception)
        {
            throw Refuse(place, $"it is no JSON (line {exception.LineNumber + 1})");
        }
    }

    private static PythonDownload? Read(JsonElement entry, string name, string place)
    {
        if (entry.ValueKind != JsonValueKind.Object)
            throw Refuse(place, $"`{name}` is no object");
        string version = $"{Number("major")}.{Number("minor")}.{Number("patch")}{Text("prerelease")}";
        string variant = Text("variant") is { Length: > 0 } given ? "+" + given : "";
        string implementation = Text("os") == "emscripten" ? "pyodide" : Text("name") ?? throw Missing("name");
        string url = Text("url") ?? throw Missing("url");
        // Through the text of the key, which says what is known.
        if (!PythonKey.TryParse($"{implementation}-{version}{variant}-{Text("os")}-{Architecture()}-{Text("libc")}", out var key))
            return null;
        return new PythonDownload(key, url) { Sha256 = Text("sha256")?.ToLowerInvariant(), Build = Text("build") };

        string? Text(string member) => entry.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        int Number(string member) => entry.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            ? number : throw Missing(member);

        string Architecture()
        {
            if (!entry.TryGetProperty("arch", out var arch) || arch.ValueKind != JsonValueKind.Object || !arch.TryGetProperty("family", out var family))
                throw Missing("arch");
            bool hasVariant = arch.TryGetProperty("variant", out var level) && level.ValueKind == JsonValueKind.String;
            return hasVariant ? $"{family.GetString()}_{level.GetString()}" : family.GetString() ?? "";
        }

        UserErrorException Missing(string member) => Refuse(place, $"`{name}` has no `{member}`");
    }

    private static UserErrorException Refuse(string place, string reason) => new($"cannot read the list of Python downloads at `{place}`: {reason}");
}
