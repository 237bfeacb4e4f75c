namespace Kiln.Operations;

/// <summary>What <c>kiln pip sync</c> was asked for.</summary>
internal sealed record SyncPackagesOptions : ChangePackagesOptions
{
    /// <summary>Files that list all that is to be in the environment; <c>-</c> is standard input.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Files without any requirement empty the environment; else they are an error.</summary>
    public bool AllowEmpty { get; init; }
}
