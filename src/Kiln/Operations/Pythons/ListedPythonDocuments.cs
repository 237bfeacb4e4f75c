using System.Text.Json.Serialization;

namespace Kiln.Operations.Pythons;

/// <summary>How the list of Pythons is written: on one line, with what is null, as uv does.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ListedPythonDocument[]))]
internal sealed partial class ListedPythonDocuments : JsonSerializerContext;
