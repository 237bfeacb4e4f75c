using System.Text.Json.Serialization;

namespace Kiln.Terminal;

/// <summary>How our JSON documents are written: generated at build time, since a native program has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CompileDocument))]
internal sealed partial class Documents : JsonSerializerContext;
