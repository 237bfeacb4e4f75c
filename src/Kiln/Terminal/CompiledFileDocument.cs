using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>One file in a <see cref="CompileDocument"/>.</summary>
/// <param name="Path">The source.</param>
/// <param name="Level">Optimisation level.</param>
/// <param name="End">"compiled", "current", "cached", "skipped" or "failed".</param>
/// <param name="Reason">Why, such as "syntax-error"; absent where there is nothing to explain.</param>
/// <param name="Detail">More of the reason, in words.</param>
internal sealed record CompiledFileDocument(PathDocument Path, int Level, string End, string? Reason, string? Detail)
{
    /// <summary>The document of one result.</summary>
    public static CompiledFileDocument Of(CompileResult result) => new(
        PathDocument.Of(result.Source),
        result.Level,
        Phrase.Kebab(result.End),
        result.Reason == CompileReason.None ? null : Phrase.Kebab(result.Reason),
        result.Detail);
}
