namespace Kiln.Operations;

/// <summary>Where packages come from, as the user wrote it: indexes in the order in which they are asked, folders and pages of wheels.</summary>
internal sealed record IndexOptions
{
    /// <summary>Ask no index.</summary>
    public bool NoIndex { get; init; }

    /// <summary>Folders and pages that hold wheels.</summary>
    public IReadOnlyList<string> FindLinks { get; init; } = [];

    /// <summary>The index that takes the place of the usual one; null for none.</summary>
    public string? DefaultIndex { get; init; }

    /// <summary>Indexes that are asked before it: a URL, or <c>name=URL</c>.</summary>
    public IReadOnlyList<string> Indexes { get; init; } = [];

    /// <summary>All indexes that have a name, as <c>name=URL</c>, those too that are asked only for packages that name them.</summary>
    public IReadOnlyList<string> NamedIndexes { get; init; } = [];

    /// <summary>How the answers of several indexes are brought together; null for the usual way.</summary>
    public string? Strategy { get; init; }

    /// <summary>Where credentials come from; null for the usual way.</summary>
    public string? KeyringProvider { get; init; }

    /// <summary>Nothing uploaded later than this counts; null for all.</summary>
    public string? ExcludeNewer { get; init; }

    /// <summary>The same for single packages: <c>name=date</c>.</summary>
    public IReadOnlyList<string> ExcludeNewerPackages { get; init; } = [];
}
