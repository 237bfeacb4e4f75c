using System.Text.Json.Serialization;

namespace Kiln.Terminal;

/// <summary>How the documents for programs are written: names in snake case as uv's, no nulls. Generated, for NativeAOT has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(CompileDocument))]
[JsonSerializable(typeof(VerifyDocument))]
[JsonSerializable(typeof(ClearDocument))]
[JsonSerializable(typeof(ChangesDocument))]
[JsonSerializable(typeof(CacheStatisticsDocument))]
internal sealed partial class JsonDocuments : JsonSerializerContext;
