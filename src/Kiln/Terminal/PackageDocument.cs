using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>The verdicts on one package, in a <see cref="VerifyDocument"/>.</summary>
/// <param name="Name">The first folder or module below the root.</param>
/// <param name="Sources">Number of sources.</param>
/// <param name="Used">Number of <c>.pyc</c> files that will be used.</param>
/// <param name="Verdicts">Number of <c>.pyc</c> files by verdict.</param>
internal sealed record PackageDocument(string Name, int Sources, int Used, IReadOnlyDictionary<string, int> Verdicts)
{
    /// <summary>The document of one package.</summary>
    public static PackageDocument Of(PackageVerdicts package) => new(
        package.Name, package.Sources, package.Used,
        Enum.GetValues<BytecodeVerdict>().Where(verdict => package.Count(verdict) > 0).ToDictionary(Phrase.Kebab, package.Count));
}
