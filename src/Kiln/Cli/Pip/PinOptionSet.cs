using System.CommandLine;
using Kiln.Engine;
using Kiln.Engine.Pins;
using Kiln.Engine.Requirements;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary>The words that say what a compiled file tells.</summary>
internal sealed class PinOptionSet(CommandContext context)
{
    private static readonly Choice<PinFormat> Formats = new(("requirements.txt", PinFormat.RequirementsTxt), ("pylock.toml", PinFormat.Pylock));

    private static readonly Choice<AnnotationStyle> Styles = new(("line", AnnotationStyle.Line), ("split", AnnotationStyle.Split));

    private readonly Option<string?> _format = Words.Value("The format, where the file's name does not tell", Formats.HelpName, "--format").WithValues(Formats.Names);
    private readonly FlagPair _keepsExtras = Pair("With the extras that are wanted", "--no-strip-extras", "--strip-extras");
    private readonly FlagPair _keepsMarkers = Pair("With the conditions under which each is needed", "--no-strip-markers", "--strip-markers");
    private readonly FlagPair _noAnnotations = Pair("Without telling who wanted each", "--no-annotate", "--annotate");
    private readonly FlagPair _noHeader = Pair("Without the command that made the file", "--no-header", "--header");
    private readonly Option<string?> _style = Words.Value("How it is told who wanted each", Styles.HelpName, "--annotation-style").WithValues(Styles.Names);
    private readonly Option<string?> _command = Words.Value("The command to tell in the head [env: KILN_CUSTOM_COMPILE_COMMAND]", "COMMAND", "--custom-compile-command");
    private readonly FlagPair _hashes = Pair("With hashes", "--generate-hashes", "--no-generate-hashes");
    private readonly Option<string[]> _unlisted = Words.Values("Do not list this package, only what it needs; repeatable", "NAME", "--no-emit-package", "--unsafe-package");
    private readonly FlagPair _indexUrls = Pair("With the indexes", "--emit-index-url", "--no-emit-index-url");
    private readonly FlagPair _findLinks = Pair("With the folders and pages of wheels", "--emit-find-links", "--no-emit-find-links");
    private readonly FlagPair _buildOptions = Pair("With what was said of wheels and sources", "--emit-build-options", "--no-emit-build-options");
    private readonly FlagPair _markers = new(Words.Flag("", "--emit-marker-expression").Unlisted(), Words.Flag("", "--no-emit-marker-expression").Unlisted());
    private readonly FlagPair _indexAnnotations = Pair("With the index of each", "--emit-index-annotation", "--no-emit-index-annotation");
    private readonly FlagPair _universal = new(Words.Flag("", "--universal").Unlisted(), Words.Flag("", "--no-universal").Unlisted());

    /// <summary>All of them, in the order of help.</summary>
    public IEnumerable<Option> All =>
    [
        _format, .. _keepsExtras.All, .. _keepsMarkers.All, .. _noAnnotations.All, .. _noHeader.All, _style, _command, .. _hashes.All, _unlisted, .. _indexUrls.All,
        .. _findLinks.All, .. _buildOptions.All, .. _markers.All, .. _indexAnnotations.All, .. _universal.All,
    ];

    /// <summary>The options with what these words say.</summary>
    public CompileRequirementsOptions Complete(CompileRequirementsOptions options, ParseResult result)
    {
        var settings = context.Settings(result);
        if (_universal.Read(result) ?? settings.IsUniversal ?? false)
            throw new UserErrorException("`--universal` makes one file for all platforms, which Kiln does not do yet") { Hint = "make a file for each with `--python-platform` and `--python-version`", IsUsage = true };
        bool withIndexUrls = _indexUrls.Read(result) ?? settings.EmitsIndexUrls ?? false, withFindLinks = _findLinks.Read(result) ?? settings.EmitsFindLinks ?? false;
        return options with
        {
            Format = result.GetValue(_format) is { } format ? Formats.Parse(format, _format.Name) : null,
            Command = _noHeader.Read(result) ?? settings.HasNoHeader ?? false ? null
                : result.GetValue(_command) ?? context.Environment.CustomCompileCommand ?? settings.CompileCommand ?? CompileCommandText.Of(context.Words, withIndexUrls, withFindLinks),
            Style = new RequirementsTxtStyle
            {
                Annotations = _noAnnotations.Read(result) ?? settings.HasNoAnnotations ?? false ? AnnotationStyle.None : Style(result),
                WithExtras = _keepsExtras.Read(result) ?? settings.KeepsExtras ?? false,
                WithMarkers = _keepsMarkers.Read(result) ?? settings.KeepsMarkers ?? false,
                WithIndexes = _indexAnnotations.Read(result) ?? settings.EmitsIndexAnnotations ?? false,
            },
            WithHashes = _hashes.Read(result) ?? settings.GeneratesHashes ?? false,
            Unlisted = [.. (result.GetValue(_unlisted) ?? []).SelectMany(static each => each.Split(',')).Concat(settings.UnlistedPackages).Select(PackageName.Parse)],
            WithIndexUrls = withIndexUrls,
            WithFindLinks = withFindLinks,
            WithBuildOptions = _buildOptions.Read(result) ?? settings.EmitsBuildOptions ?? false,
            WithMarkerExpression = _markers.Read(result) ?? settings.EmitsMarkerExpression ?? false,
        };
    }

    private AnnotationStyle Style(ParseResult result)
    {
        if (result.GetValue(_style) is { } option)
            return Styles.Parse(option, _style.Name);
        return context.Settings(result).AnnotationStyle is { } setting ? Styles.Parse(setting) : AnnotationStyle.Split;
    }

    private static FlagPair Pair(string description, string name, string opposite) => new(Words.Flag(description, name), Words.Flag("", opposite).Unlisted());
}
