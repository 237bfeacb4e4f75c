using System.CommandLine;

namespace Kiln.Cli.Pip;

/// <summary>The words that choose packages for another Python than the environment's.</summary>
internal sealed class PlatformOptionSet
{
    private readonly Option<string?> _version = Words.Value("Choose for this version of Python", "VERSION", "--python-version");
    private readonly Option<string?> _platform = Words.Value("Choose for this platform", "PLATFORM", "--python-platform");

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_version, _platform];

    /// <summary>The version; null for the environment's.</summary>
    public string? Version(ParseResult result) => result.GetValue(_version);

    /// <summary>The platform; null for the environment's.</summary>
    public string? Platform(ParseResult result) => result.GetValue(_platform);
}
