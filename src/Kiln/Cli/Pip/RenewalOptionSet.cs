using System.CommandLine;
using Kiln.Engine.Requirements;

namespace Kiln.Cli.Pip;

/// <summary>The words that ask to install again what is installed already.</summary>
internal sealed class RenewalOptionSet(CommandContext context)
{
    private readonly FlagPair _reinstall = new(
        Words.Flag("Install all packages again", "--reinstall", "--force-reinstall"), Words.Flag("", "--no-reinstall").Unlisted());
    private readonly Option<string[]> _reinstallPackage = Words.Values("Install this package again; repeatable", "NAME", "--reinstall-package");

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _reinstall.All, _reinstallPackage];

    /// <summary>Install everything again.</summary>
    public bool Reinstall(ParseResult result) => _reinstall.Read(result) ?? context.Settings(result).Reinstalls ?? false;

    /// <summary>Install these again.</summary>
    public PackageName[] ReinstallPackages(ParseResult result) =>
        [.. (result.GetValue(_reinstallPackage) ?? []).Concat(context.Settings(result).ReinstallPackages).Select(PackageName.Parse)];
}
