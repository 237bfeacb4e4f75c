using System.CommandLine;
using Kiln.Engine;

namespace Kiln.Cli.Pip;

/// <summary>Words of pip-tools' <c>pip-sync</c> that uv knows in order to refuse them, each with what to do instead.</summary>
internal sealed class PipToolsCompatibilityOptions
{
    private readonly (Option Option, string Instead)[] _refused =
    [
        (Words.Flag("", "--ask", "-a").Unlisted(), "Kiln never asks for permission"),
        (Words.Value("", "PYTHON", "--python-executable").Unlisted(), "use `--python` instead"),
        (Words.Value("", "FILE", "--client-cert").Unlisted(), "set `SSL_CLIENT_CERT` instead"),
        (Words.Value("", "FILE", "--config").Unlisted(), "use `--config-file` instead"),
        (Words.Value("", "ARGUMENTS", "--pip-args").Unlisted(), "give the options to `kiln` itself"),
    ];

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => _refused.Select(static each => each.Option);

    /// <summary>Refuses what was given.</summary>
    public void Require(ParseResult result)
    {
        foreach (var (option, instead) in _refused)
        {
            if (result.GetResult(option) is { Implicit: false })
                throw new UserErrorException($"pip-sync's `{option.Name}` is unsupported ({instead})") { IsUsage = true };
        }
    }
}
