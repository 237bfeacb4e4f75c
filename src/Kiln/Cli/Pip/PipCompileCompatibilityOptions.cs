using System.CommandLine;
using Kiln.Engine;
using Kiln.Terminal;

namespace Kiln.Cli.Pip;

/// <summary>Words of pip-tools' <c>pip-compile</c> that uv knows: some say what is done anyway, which is told, the others are refused.</summary>
internal sealed class PipCompileCompatibilityOptions
{
    private readonly (Option Option, string Reason)[] _idle =
    [
        (Flag("--allow-unsafe"), "Kiln can safely pin `pip` and other packages"),
        (Flag("--no-allow-unsafe"), "Kiln can safely pin `pip` and other packages"),
        (Flag("--no-reuse-hashes"), "Kiln doesn't reuse hashes"),
        (Flag("--no-emit-trusted-host"), "Kiln never emits trusted hosts"),
        (Flag("--no-emit-options"), "Kiln never emits options"),
    ];

    private readonly (Option Option, string Reason)[] _refused =
    [
        (Flag("--reuse-hashes"), " (Kiln doesn't reuse hashes)"),
        (Words.Value("", "COUNT", "--max-rounds").Unlisted(), " (Kiln always resolves until convergence)"),
        (Flag("--emit-trusted-host"), ""),
        (Words.Value("", "FILE", "--config").Unlisted(), " (use `--config-file` instead)"),
        (Flag("--emit-options"), " (try `--emit-build-options` instead)"),
        (Words.Value("", "ARGUMENTS", "--pip-args").Unlisted(), " (try passing arguments to kiln directly)"),
    ];

    private readonly Option<string?> _resolver = Words.Value("", "RESOLVER", "--resolver").Unlisted();

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _idle.Concat(_refused).Select(static each => each.Option), _resolver];

    /// <summary>Refuses what was given and cannot be, and tells of what changes nothing.</summary>
    public void Require(ParseResult result, Output output)
    {
        foreach (var (option, reason) in _refused.Where(each => IsGiven(each.Option, result)))
            throw new UserErrorException($"pip-compile's `{option.Name}` is unsupported{reason}") { IsUsage = true };
        foreach (var (option, reason) in _idle.Where(each => IsGiven(each.Option, result)))
            output.Warn($"pip-compile's `{option.Name}` has no effect ({reason})");
        if (result.GetValue(_resolver) is not { } resolver)
            return;
        if (!new Choice<bool>(("backtracking", true), ("legacy", false)).Parse(resolver, _resolver.Name))
            throw new UserErrorException("pip-compile's `--resolver=legacy` is unsupported (Kiln always backtracks)") { IsUsage = true };
        output.Warn("pip-compile's `--resolver=backtracking` has no effect (Kiln always backtracks)");
    }

    private static bool IsGiven(Option option, ParseResult result) => result.GetResult(option) is { Implicit: false };

    private static Option<bool> Flag(string name) => Words.Flag("", name).Unlisted();
}
