using Kiln.Compiler.Pyc;
using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>What <c>kiln verify --output-format json</c> prints.</summary>
/// <param name="Interpreter">Whose bytecode is judged.</param>
/// <param name="IsAllUsed">True if no import of these sources would compile.</param>
/// <param name="Sources">Number of sources.</param>
/// <param name="Used">Number of <c>.pyc</c> files that will be used.</param>
/// <param name="ElapsedSeconds">Wall-clock time.</param>
/// <param name="Advice">What to do before this is deployed; absent where nothing is.</param>
/// <param name="Packages">The verdicts by package.</param>
/// <param name="Files">The sources one by one, by path.</param>
/// <param name="Findings">What else was found, by path.</param>
internal sealed record VerifyDocument(
    InterpreterDocument Interpreter, bool IsAllUsed, int Sources, int Used, double ElapsedSeconds, DeployAdviceDocument? Advice,
    IReadOnlyList<PackageDocument> Packages, IReadOnlyList<VerifiedFileDocument> Files, IReadOnlyList<FindingDocument> Findings)
{
    /// <summary>The document of a report whose results were all kept.</summary>
    public static VerifyDocument Of(VerifyReport report, InterpreterDocument interpreter) => new(
        interpreter,
        report.IsAllUsed,
        report.Sources,
        report.Used,
        Math.Round(report.Elapsed.TotalSeconds, 6),
        report.Advice is { } advice ? new DeployAdviceDocument(Phrase.Kebab(advice.Risk), advice.Files, InvalidationModeName.Of(advice.Mode)) : null,
        [.. report.Packages.Select(PackageDocument.Of)],
        [.. report.Results.Select(VerifiedFileDocument.Of)],
        [.. report.Findings.Select(finding => new FindingDocument(Phrase.Kebab(finding.Kind), PathDocument.Of(finding.Path), finding.Detail))]);
}
