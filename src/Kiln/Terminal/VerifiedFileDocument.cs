using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>One source at one level in a <see cref="VerifyDocument"/>.</summary>
/// <param name="Path">The source.</param>
/// <param name="Level">Optimisation level.</param>
/// <param name="IsUsed">True if an import uses the bytecode.</param>
/// <param name="Verdict">"used", or why not, such as "stale-mtime".</param>
/// <param name="BreaksImport">True if the import fails instead of compiling.</param>
/// <param name="Detail">More on the verdict, in words.</param>
internal sealed record VerifiedFileDocument(PathDocument Path, int Level, bool IsUsed, string Verdict, bool BreaksImport, string? Detail)
{
    /// <summary>The document of one result.</summary>
    public static VerifiedFileDocument Of(VerifyResult result) => new(
        PathDocument.Of(result.Source), result.Level, result.Verdict.IsUsed(), Phrase.Kebab(result.Verdict), result.BreaksImport, result.Detail);
}
