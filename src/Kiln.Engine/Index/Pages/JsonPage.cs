using System.Text.Json;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Index.Pages;

/// <summary>
/// A project's page in JSON (PEP 691, with the keys of PEP 592, 658, 700 and 714), read in one pass over its bytes: pages have up to 50 MB. What it
/// has besides is passed over, and so is a file without name or URL.
/// </summary>
internal static class JsonPage
{
    /// <summary>The kind of content, as servers name it.</summary>
    public const string ContentType = "application/vnd.pypi.simple.v1+json";

    /// <summary>Hands each file on, in the page's order. <see cref="JsonException"/> for what is no such page.</summary>
    public static void Parse(ReadOnlySpan<byte> json, Action<PageFile> add)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("it is no JSON object");
        bool hasFiles = false;
        while (ReadName(ref reader))
        {
            if (reader.ValueTextEquals("meta"u8))
                CheckVersion(ref reader);
            else if (reader.ValueTextEquals("files"u8))
                hasFiles = ReadFiles(ref reader, add);
            else
                reader.Skip();
        }
        if (!hasFiles)
            throw new JsonException("it has no list of files");
    }

    /// <summary>"Clients MUST fail on an unknown major version" (PEP 629).</summary>
    private static void CheckVersion(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("its `meta` is no object");
        while (ReadName(ref reader))
        {
            bool isVersion = reader.ValueTextEquals("api-version"u8);
            if (ReadText(ref reader) is { } version && isVersion && !version.StartsWith("1.", StringComparison.Ordinal))
                throw new JsonException($"it is of version {version} of the simple API, of which Kiln knows 1");
        }
    }

    private static bool ReadFiles(ref Utf8JsonReader reader, Action<PageFile> add)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("its files are no list");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                reader.Skip();
            else if (ReadFile(ref reader) is { Name.Length: > 0, Url.Length: > 0 } file)
                add(file);
        }
        return true;
    }

    private static PageFile ReadFile(ref Utf8JsonReader reader)
    {
        var file = new PageFile { Name = "", Url = "" };
        var (oldMetadata, newMetadata) = ((Has: false, Hashes: (IReadOnlyList<ArchiveHash>)[]), (Has: (bool?)null, Hashes: (IReadOnlyList<ArchiveHash>)[]));
        while (ReadName(ref reader))
        {
            if (reader.ValueTextEquals("filename"u8))
                file = file with { Name = ReadText(ref reader) ?? "" };
            else if (reader.ValueTextEquals("url"u8))
                file = file with { Url = ReadText(ref reader) ?? "" };
            else if (reader.ValueTextEquals("hashes"u8))
                file = file with { Hashes = ReadHashes(ref reader) };
            else if (reader.ValueTextEquals("requires-python"u8))
                file = file with { RequiresPython = ReadText(ref reader) is { } pythons && !string.IsNullOrWhiteSpace(pythons) ? pythons : null };
            else if (reader.ValueTextEquals("size"u8))
                file = file with { Size = ReadNumber(ref reader) };
            else if (reader.ValueTextEquals("upload-time"u8))
                file = file with { UploadTime = ReadTime(ref reader) };
            else if (reader.ValueTextEquals("yanked"u8))
                file = file with { Yanked = ReadYanked(ref reader) };
            else if (reader.ValueTextEquals("core-metadata"u8))
                newMetadata = ReadMetadata(ref reader);
            else if (reader.ValueTextEquals("dist-info-metadata"u8))
                oldMetadata = ReadMetadata(ref reader);
            else
                reader.Skip();
        }
        // PEP 714: the new name counts where it is there, whatever the old one says.
        return newMetadata.Has is { } has ? file with { HasCoreMetadata = has, CoreMetadataHashes = newMetadata.Hashes }
            : file with { HasCoreMetadata = oldMetadata.Has, CoreMetadataHashes = oldMetadata.Hashes };
    }

    private static (bool Has, IReadOnlyList<ArchiveHash> Hashes) ReadMetadata(ref Utf8JsonReader reader)
    {
        var hashes = ReadHashes(ref reader);
        return (reader.TokenType is JsonTokenType.True or JsonTokenType.EndObject, hashes);
    }

    /// <summary><c>{"sha256": "…"}</c>; hashes of weak algorithms are left out, and so is what is no object.</summary>
    private static IReadOnlyList<ArchiveHash> ReadHashes(ref Utf8JsonReader reader)
    {
        reader.Read();
        IReadOnlyList<ArchiveHash> hashes = [];
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return hashes;
        }
        while (ReadName(ref reader))
        {
            string algorithm = reader.ValueTextEquals("sha256"u8) ? "sha256" : reader.GetString()!;
            if (ReadText(ref reader) is { } digest && RemoteFile.HashesIn($"{algorithm}={digest}") is [var hash])
                hashes = [.. hashes, hash];
        }
        return hashes;
    }

    private static string? ReadYanked(ref Utf8JsonReader reader)
    {
        string? reason = ReadText(ref reader);
        return reason ?? (reader.TokenType == JsonTokenType.True ? "" : null);
    }

    private static DateTimeOffset? ReadTime(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time))
            return time;
        reader.Skip();
        return null;
    }

    private static long? ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number))
            return number;
        reader.Skip();
        return null;
    }

    /// <summary>A text; null for any other value, which is passed over.</summary>
    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }

    /// <summary>Goes to the next name of an object; false at its end.</summary>
    private static bool ReadName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;
}
