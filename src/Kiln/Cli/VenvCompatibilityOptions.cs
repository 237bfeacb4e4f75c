using System.CommandLine;
using Kiln.Terminal;

namespace Kiln.Cli;

/// <summary>
/// Words of <c>uv venv</c> that change nothing in Kiln: those about the cache and links, which only <c>--seed</c> could heed, are
/// silent; those that uv itself has only for users of virtualenv are answered with its warnings.
/// </summary>
internal sealed class VenvCompatibilityOptions
{
    private readonly Option<bool> _system = Words.Flag("", "--system").Unlisted();

    private readonly (Option<bool> Option, string What)[] _ofVirtualenv =
    [
        (Words.Flag("", "--no-seed").Unlisted(), "seed packages"),
        (Words.Flag("", "--no-pip").Unlisted(), "`pip`"),
        (Words.Flag("", "--no-setuptools").Unlisted(), "`setuptools`"),
        (Words.Flag("", "--no-wheel").Unlisted(), "`wheel`"),
    ];

    private readonly Option[] _silent =
    [
        Words.Flag("", "--no-system").Unlisted(),
        Words.Flag("", "--refresh").Unlisted(),
        Words.Flag("", "--no-refresh").Unlisted(),
        Words.Value("", "MODE", "--link-mode").Unlisted(),
        Words.Values("", "PACKAGE", "--refresh-package").Unlisted(),
    ];

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_system, .. _ofVirtualenv.Select(static each => each.Option), .. _silent];

    /// <summary>Says of what was given that it does nothing.</summary>
    public void Warn(ParseResult result, Output output)
    {
        foreach (var (option, what) in _ofVirtualenv.Where(each => result.GetValue(each.Option)))
            output.Warn($"virtualenv's `{option.Name}` has no effect (Kiln omits {what} by default)");
        if (result.GetValue(_system))
            output.Warn("`--system` has no effect: `kiln venv` always passes virtual environments over when it looks for an interpreter");
    }
}
