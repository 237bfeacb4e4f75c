using System.Text.Json.Serialization;

namespace Kiln.Engine.Interpreters;

/// <summary>How interpreters' answers are read, and written to the cache.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(QueryAnswer))]
[JsonSerializable(typeof(RememberedInterpreter))]
[JsonSerializable(typeof(RememberedProof))]
internal sealed partial class InterpreterJson : JsonSerializerContext;
