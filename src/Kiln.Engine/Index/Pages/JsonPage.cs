using System.Text.Json;

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
    private static void CheckVersion(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("its `meta` is no object");
        while (ReadName(ref reader))
        {
            bool isVersion = reader.ValueTextEquals("api-version"u8);
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
                reader.Skip();
            else if (isVersion && reader.GetString() is { } version && !version.StartsWith("1.", StringComparison.Ordinal))
                throw new JsonException($"it is of version {version} of the simple API, of which Kiln knows 1");
        }
    }

    private static bool ReadFiles(scoped ref Utf8JsonReader reader, Action<PageFile> add)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("its files are no list");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            var file = ReadFile(ref reader);
            if (!file.Name.IsEmpty && !file.Url.IsEmpty)
                add(file);
        }
        return true;
    }

    private static PageFile ReadFile(scoped ref Utf8JsonReader reader)
    {
        var file = new PageFile();
        bool? hasMetadata = null, hasOldMetadata = null;
        PageHashes metadata = new(), oldMetadata = new();
        while (ReadName(ref reader))
        {
            if (reader.ValueTextEquals("filename"u8))
                file.Name = ReadText(ref reader);
            else if (reader.ValueTextEquals("url"u8))
                file.Url = ReadText(ref reader);
            else if (reader.ValueTextEquals("hashes"u8))
                file.Hashes = ReadHashes(ref reader);
            else if (reader.ValueTextEquals("requires-python"u8))
                file.RequiresPython = ReadText(ref reader).Trim(" \t"u8);
            else if (reader.ValueTextEquals("size"u8))
                file.Size = ReadNumber(ref reader);
            else if (reader.ValueTextEquals("upload-time"u8))
                file.UploadTime = ReadTime(ref reader);
            else if (reader.ValueTextEquals("core-metadata"u8))
                metadata = ReadMetadata(ref reader, out hasMetadata);
            else if (reader.ValueTextEquals("dist-info-metadata"u8))
                oldMetadata = ReadMetadata(ref reader, out hasOldMetadata);
            else if (reader.ValueTextEquals("yanked"u8))
                ReadYanked(ref reader, ref file);
            else
                reader.Skip();
        }
        // PEP 714: the new name counts where it is there, whatever the old one says.
        file.CoreMetadataHashes = hasMetadata is null ? oldMetadata : metadata;
        file.HasCoreMetadata = hasMetadata ?? hasOldMetadata == true;
        return file;
    }

    /// <summary><c>true</c>, or the hashes of what is there.</summary>
    private static PageHashes ReadMetadata(scoped ref Utf8JsonReader reader, out bool? isThere)
    {
        var hashes = ReadHashes(ref reader);
        isThere = reader.TokenType is JsonTokenType.True or JsonTokenType.EndObject;
        return hashes;
    }

    /// <summary><c>true</c>, or a reason.</summary>
    private static void ReadYanked(scoped ref Utf8JsonReader reader, ref PageFile file)
    {
        file.YankReason = ReadText(ref reader);
        file.IsYanked = reader.TokenType is JsonTokenType.True or JsonTokenType.String;
    }

    /// <summary><c>{"sha256": "…"}</c>; what is no object is passed over.</summary>
    private static PageHashes ReadHashes(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        var hashes = new PageHashes();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return hashes;
        }
        while (ReadName(ref reader))
        {
            var algorithm = TextOf(reader);
            hashes.Add(algorithm, ReadText(ref reader));
        }
        return hashes;
    }

    private static DateTimeOffset? ReadTime(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time))
            return time;
        reader.Skip();
        return null;
    }

    private static long? ReadNumber(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number))
            return number;
        reader.Skip();
        return null;
    }

    /// <summary>A text; empty for any other value, which is passed over.</summary>
    private static ReadOnlySpan<byte> ReadText(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return TextOf(reader);
        reader.Skip();
        return default;
    }

    /// <summary>The text as it stands in the page; unescaped, if it has to be.</summary>
    private static ReadOnlySpan<byte> TextOf(scoped in Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        var text = new byte[reader.ValueSpan.Length];
        return text.AsSpan(0, reader.CopyString(text));
    }

    /// <summary>Goes to the next name of an object; false at its end.</summary>
    private static bool ReadName(scoped ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;
}
