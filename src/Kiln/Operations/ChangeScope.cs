namespace Kiln.Operations;

/// <summary>In what <c>pip install</c> and <c>pip sync</c> differ.</summary>
internal sealed record ChangeScope
{
    /// <summary>True if what was not asked for, and is not needed, is removed.</summary>
    public bool IsExact { get; init; }

    /// <summary>True if the whole environment is compiled afterwards, not only what was installed.</summary>
    public bool CompilesAll { get; init; }

    /// <summary>Which versions are taken.</summary>
    public VersionRules Versions { get; init; } = new();
}
