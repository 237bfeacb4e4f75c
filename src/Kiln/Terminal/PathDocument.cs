using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Kiln.Engine.Io;

namespace Kiln.Terminal;

/// <summary>A path in our JSON documents: a string, or where its bytes are not UTF-8 an object that holds them in base64.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct PathDocument(FsPath Path)
{
    /// <summary>The document of a path.</summary>
    public static PathDocument Of(FsPath path) => new(path);

    /// <summary>Writes it; reading is the programs' business.</summary>
    internal sealed class Converter : JsonConverter<PathDocument>
    {
        /// <inheritdoc/>
        public override PathDocument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, PathDocument value, JsonSerializerOptions options)
        {
            if (Utf8.IsValid(value.Path.Bytes))
            {
                writer.WriteStringValue(value.Path.Bytes);
                return;
            }
            writer.WriteStartObject();
            writer.WriteString("text", value.Path.ToString());
            writer.WriteBase64String("base64", value.Path.Bytes);
            writer.WriteEndObject();
        }
    }
}
