using System.CommandLine;
using Kiln.Operations;

namespace Kiln.Cli;

/// <summary>The words for optimisation levels and for the form of the result; shared by compile, verify and clear.</summary>
internal sealed class ReportOptionSet
{
    private static readonly Choice<int> LevelNames = new(("0", 0), ("1", 1), ("2", 2));
    private static readonly Choice<OutputFormat> Formats = new(("text", OutputFormat.Text), ("json", OutputFormat.Json));

    private readonly Option<string[]> _levels;
    private readonly Option<string?> _format = Words.Value("How to print the result", Formats.HelpName, "--output-format").WithValues(Formats.Names);

    /// <summary>The words; <paramref name="levelDescription"/> says what a level means to this command.</summary>
    public ReportOptionSet(string levelDescription) =>
        _levels = Words.Values(levelDescription, LevelNames.HelpName, "--optimize", "-o").WithValues(LevelNames.Names);

    /// <summary>Gives the words for levels to a command.</summary>
    public void AddLevelsTo(Command command) => command.Add(_levels);

    /// <summary>Gives the words for the result's form to a command.</summary>
    public void AddFormatTo(Command command) => command.Add(_format);

    /// <summary>The levels asked for, in order, none twice; empty if none was named.</summary>
    public IReadOnlyList<int> Levels(ParseResult result) =>
        [.. (result.GetValue(_levels) ?? []).Select(text => LevelNames.Parse(text, _levels.Name)).Distinct().Order()];

    /// <summary>The form asked for.</summary>
    public OutputFormat Format(ParseResult result) =>
        result.GetValue(_format) is { } format ? Formats.Parse(format, _format.Name) : OutputFormat.Text;
}
