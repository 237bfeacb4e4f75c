using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kiln.Engine.Io;

/// <summary>Paths in JSON: each character stands for one byte, since JSON knows no bytes and a path need not be UTF-8.</summary>
internal sealed class FsPathJsonConverter : JsonConverter<FsPath>
{
    /// <inheritdoc/>
    public override FsPath Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string text = reader.GetString() ?? throw new JsonException();
        if (text.Contains('\0') || text.Any(letter => letter > '\u00ff'))
            throw new JsonException();
        return FsPath.FromBytes(Encoding.Latin1.GetBytes(text));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FsPath value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Encoding.Latin1.GetString(value.Bytes));
}
