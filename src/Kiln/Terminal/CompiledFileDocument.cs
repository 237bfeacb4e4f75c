using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>One file at one level in <see cref="CompileDocument"/>.</summary>
internal sealed record CompiledFileDocument(PathDocument Path, int Level, string End, string? Reason, string? Detail)
{
    /// <summary>The document of a result.</summary>
    public static CompiledFileDocument Of(CompileResult result) => new(
        PathDocument.Of(result.Source),
        result.Level,
        Kebab.Of(result.End),
        result.Reason == CompileReason.None ? null : Kebab.Of(result.Reason),
        result.Detail);
}
