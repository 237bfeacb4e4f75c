namespace Kiln.Operations;

/// <summary>What <c>kiln verify</c> was asked for.</summary>
internal sealed record VerifyTreesOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>Which sources.</summary>
    public required TreeSelection Selection { get; init; }

    /// <summary>Optimisation levels, each 0, 1 or 2; at least one, none twice.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [0];

    /// <summary>Judge also whether the bytecode stays valid where times of files are not kept: images, zips, Lambda functions.</summary>
    public bool ForDeploy { get; init; }

    /// <summary>For whom the result is printed.</summary>
    public OutputFormat Format { get; init; }
}
