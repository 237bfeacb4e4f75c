namespace Kiln.Engine.Requirements;

/// <summary>What requirement files say of the whole run, in lines that begin with an option; later lines win over earlier ones.</summary>
public sealed class RequirementsOptions
{
    /// <summary><c>--index-url</c></summary>
    public string? IndexUrl { get; internal set; }

    /// <summary><c>--extra-index-url</c></summary>
    public IList<string> ExtraIndexUrls { get; } = [];

    /// <summary><c>--find-links</c></summary>
    public IList<FileLocation> FindLinks { get; } = [];

    /// <summary><c>--no-index</c></summary>
    public bool IsWithoutIndex { get; internal set; }

    /// <summary><c>--no-binary</c></summary>
    public PackageChoice NoBinary { get; } = new();

    /// <summary><c>--only-binary</c></summary>
    public PackageChoice OnlyBinary { get; } = new();

    /// <summary><c>--pre</c></summary>
    public bool AllowsPreReleases { get; internal set; }

    /// <summary><c>--prefer-binary</c></summary>
    public bool PrefersBinary { get; internal set; }

    /// <summary><c>--require-hashes</c></summary>
    public bool RequiresHashes { get; internal set; }

    /// <summary><c>--trusted-host</c></summary>
    public IList<string> TrustedHosts { get; } = [];

    /// <summary><c>--use-feature</c>: pip's features, of no meaning here.</summary>
    public IList<string> Features { get; } = [];
}
