using System.Text.Json.Serialization;

namespace Kiln.Engine.Environments;

/// <summary>How <c>direct_url.json</c> is read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DirectUrl))]
internal sealed partial class DirectUrlJson : JsonSerializerContext;
