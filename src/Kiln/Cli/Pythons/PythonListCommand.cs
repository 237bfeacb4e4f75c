using System.CommandLine;
using Kiln.Operations;
using Kiln.Operations.Pythons;

namespace Kiln.Cli.Pythons;

/// <summary><c>kiln python list</c>.</summary>
internal sealed class PythonListCommand(CommandContext context)
{
    private static readonly Choice<OutputFormat> Formats = new(("text", OutputFormat.Text), ("json", OutputFormat.Json));

    private readonly Argument<string?> _request = new("REQUEST") { Description = "What to show, by default everything", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _allVersions = Words.Flag("Also patch versions that newer ones have followed", "--all-versions");
    private readonly Option<bool> _allPlatforms = Words.Flag("Downloads for all systems", "--all-platforms");
    private readonly Option<bool> _allArchitectures = Words.Flag("Downloads for all processors", "--all-arches");
    private readonly Option<bool> _allArchitecturesToo = Words.Flag("", "--all_architectures").Unlisted();
    private readonly Option<bool> _onlyInstalled = Words.Flag("Only what is installed", "--only-installed");
    private readonly Option<bool> _onlyDownloads = Words.Flag("Only what can be downloaded", "--only-downloads");
    private readonly Option<bool> _showUrls = Words.Flag("Show where downloads lie", "--show-urls");
    private readonly Option<string?> _format = Words.Value("How the list is printed", Formats.HelpName, "--output-format").WithValues(Formats.Names);
    private readonly DownloadOptionSet _downloads = new(withMirrors: false);

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("list", "Show Pythons that are installed, and those that can be");
        command.Aliases.Add("ls");
        command.Add(_request);
        foreach (Option option in (Option[])[_allVersions, _allPlatforms, _allArchitectures, _allArchitecturesToo, _onlyInstalled, _onlyDownloads, _showUrls, _format, .. _downloads.All])
            command.Add(option);
        command.SetAction(result => ListPythons.Run(Read(result), context.Output, context.Cancellation));
        return command;
    }

    private ListPythonsOptions Read(ParseResult result)
    {
        Conflict.RefuseIf(result.GetValue(_onlyInstalled) && result.GetValue(_onlyDownloads), _onlyInstalled.Name, _onlyDownloads.Name);
        return new ListPythonsOptions
        {
            Global = _downloads.Complete(context.Global.Read(result), result),
            Request = result.GetValue(_request),
            AllVersions = result.GetValue(_allVersions),
            AllPlatforms = result.GetValue(_allPlatforms),
            AllArchitectures = result.GetValue(_allArchitectures) || result.GetValue(_allArchitecturesToo),
            OnlyInstalled = result.GetValue(_onlyInstalled),
            OnlyDownloads = result.GetValue(_onlyDownloads),
            ShowUrls = result.GetValue(_showUrls),
            Format = Formats.Parse(result.GetValue(_format) ?? "text", _format.Name),
        };
    }
}
