using System.CommandLine;
using Kiln.Operations;

namespace Kiln.Cli;

/// <summary><c>kiln cache dir|size|stats|clean|prune</c>, with the words of <c>uv cache</c>.</summary>
internal sealed class CacheCommand(CommandContext context)
{
    private static readonly Choice<bool?> SizeFormats = new(("auto", null), ("human", true), ("machine", false));

    private static readonly Choice<OutputFormat> StatisticsFormats = new(("text", OutputFormat.Text), ("json", OutputFormat.Json));

    private readonly Argument<string[]> _packages = new("PACKAGE") { Description = "Packages whose entries go, by default all", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _force = Words.Flag("Do not wait for runs that use the cache", "--force");
    private readonly Option<bool> _ci = Words.Flag("Keep only what is costly to get again, for caches that CI saves", "--ci");
    private readonly Option<bool> _human = Words.Flag("Print the size for people, as `1.2GiB`", "--human", "-H", "--human-readable");
    private readonly Option<string?> _format = Words.Value("How the size is printed: for people on a terminal, else in bytes", SizeFormats.HelpName, "--output-format")
        .WithValues(SizeFormats.Names);
    private readonly Option<string?> _statisticsFormat = Words.Value("How it is printed", StatisticsFormats.HelpName, "--output-format")
        .WithValues(StatisticsFormats.Names);

    /// <summary>The command's words.</summary>
    public Command Build()
    {
        var folder = new Command("dir", "Print the folder of the cache");
        folder.SetAction(result => ShowCacheFolder.Run(context.Global.Read(result), context.Output));
        var size = new Command("size", "Print the size of the cache") { _format, _human };
        size.SetAction(result => ShowCacheSize.Run(context.Global.Read(result), IsForPeople(result), context.Output));
        var stats = new Command("stats", "Print how often compiled bytecode was found in the cache") { _statisticsFormat };
        stats.SetAction(result => ShowCacheStatistics.Run(
            context.Global.Read(result), StatisticsFormats.Parse(result.GetValue(_statisticsFormat) ?? "text", _statisticsFormat.Name), context.Output));
        var clean = new Command("clean", "Remove everything from the cache, or what belongs to packages") { _packages, _force };
        clean.Aliases.Add("clear");
        clean.SetAction(result => CleanCache.Clean(Read(result), context.Output, context.Cancellation));
        var prune = new Command("prune", "Remove from the cache what can be of no use") { _ci, _force };
        prune.SetAction(result => CleanCache.Prune(Read(result), context.Output, context.Cancellation));
        return new Command("cache", "Look at what Kiln remembers between runs, and remove it") { folder, size, stats, clean, prune };
    }

    private CleanCacheOptions Read(ParseResult result) => new()
    {
        Global = context.Global.Read(result),
        Packages = result.GetValue(_packages) ?? [],
        Force = result.GetValue(_force),
        ForContinuousIntegration = result.GetValue(_ci),
    };

    private bool IsForPeople(ParseResult result) =>
        result.GetValue(_human) || (SizeFormats.Parse(result.GetValue(_format) ?? "auto", _format.Name) ?? context.Output.DataIsSeen);
}
