using System.CommandLine;

namespace Kiln.Cli.Pip;

/// <summary>The words that ask to do again what was done already: to install, to fetch.</summary>
internal sealed class RenewalOptionSet
{
    private readonly FlagPair _reinstall = new(
        Words.Flag("Install all packages again", "--reinstall", "--force-reinstall"), Words.Flag("", "--no-reinstall").Unlisted());
    private readonly Option<string[]> _reinstallPackage = Words.Values("Install this package again; repeatable", "NAME", "--reinstall-package");
    private readonly FlagPair _refresh = new(Words.Flag("Believe nothing that is cached", "--refresh"), Words.Flag("", "--no-refresh").Unlisted());
    private readonly Option<string[]> _refreshPackage = Words.Values("Believe nothing cached about this package; repeatable", "NAME", "--refresh-package");

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _reinstall.All, _reinstallPackage, .. _refresh.All, _refreshPackage];

    /// <summary>Install everything again.</summary>
    public bool Reinstall(ParseResult result) => _reinstall.Read(result) ?? false;

    /// <summary>Install these again.</summary>
    public string[] ReinstallPackages(ParseResult result) => result.GetValue(_reinstallPackage) ?? [];

    /// <summary>Fetch everything again.</summary>
    public bool Refresh(ParseResult result) => _refresh.Read(result) ?? false;

    /// <summary>Fetch these again.</summary>
    public string[] RefreshPackages(ParseResult result) => result.GetValue(_refreshPackage) ?? [];
}
