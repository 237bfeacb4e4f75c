using System.Text.Json.Serialization;

namespace Kiln.Terminal;

/// <summary>How documents are written that are one line in pip, too.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InstalledPackageDocument[]))]
internal sealed partial class CompactJsonDocuments : JsonSerializerContext;
