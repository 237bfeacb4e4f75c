using System.CommandLine;
using System.CommandLine.Parsing;

namespace Kiln.Cli;

/// <summary>A flag and the one that takes it back, of which the last given counts.</summary>
internal sealed class FlagPair(Option<bool> flag, Option<bool> opposite)
{
    /// <summary>Both.</summary>
    public IEnumerable<Option> All => [flag, opposite];

    /// <summary>True for the flag, false for its opposite, null for neither.</summary>
    public bool? Read(ParseResult result)
    {
        int yes = Position(flag, result), no = Position(opposite, result);
        return yes == no ? null : yes > no;
    }

    private static int Position(Option<bool> option, ParseResult result)
    {
        if (result.GetResult(option) is not OptionResult { Implicit: false })
            return -1;
        var tokens = result.Tokens;
        int last = tokens.Count - 1;
        while (last >= 0 && !(tokens[last].Type == TokenType.Option && (tokens[last].Value == option.Name || option.Aliases.Contains(tokens[last].Value))))
            last--;
        return last;
    }
}
