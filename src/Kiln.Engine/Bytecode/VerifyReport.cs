namespace Kiln.Engine.Bytecode;

/// <summary>What a run of <see cref="BytecodeVerifier"/> found; verdicts are counted in <c>.pyc</c> files.</summary>
public sealed class VerifyReport
{
    /// <summary>
    /// The results that were kept, by path, then level: of all that are not used, or are though their source has changed;
    /// where it was asked for, of all others too.
    /// </summary>
    public required IReadOnlyList<VerifyResult> Results { get; init; }

    /// <summary>What else was found, by path.</summary>
    public required IReadOnlyList<VerifyFinding> Findings { get; init; }

    /// <summary>The verdicts by package, by name.</summary>
    public required IReadOnlyList<PackageVerdicts> Packages { get; init; }

    /// <summary>What to do before this is deployed; null for nothing.</summary>
    public required DeployAdvice? Advice { get; init; }

    /// <summary>Wall-clock time of the run.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Number of sources.</summary>
    public int Sources => Packages.Sum(package => package.Sources);

    /// <summary>Number of <c>.pyc</c> files that are used.</summary>
    public int Used => Packages.Sum(package => package.Used);

    /// <summary>True if no import of these sources compiles: all bytecode is used, and no folder was closed to us.</summary>
    public bool IsAllUsed =>
        Results.All(result => result.Verdict.IsUsed()) && Findings.All(finding => finding.Kind != FindingKind.UnreadableFolder);

    /// <summary>Number of <c>.pyc</c> files with this verdict.</summary>
    public int Count(BytecodeVerdict verdict) => Packages.Sum(package => package.Count(verdict));
}
