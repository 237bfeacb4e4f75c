using System.CommandLine;
using Kiln.Engine;
using Kiln.Engine.Requirements;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary>The words of all commands that choose packages: what narrows the choice, where packages come from, for which Python.</summary>
internal sealed class ResolveOptionSet(CommandContext context)
{
    private readonly Option<string[]> _constraints = Words.Values(
        "File that narrows versions; repeatable [env: KILN_CONSTRAINT]", "FILE", "--constraints", "-c", "--constraint");
    private readonly Option<string[]> _extra = Words.Values("Extra of a project given as a pyproject.toml; repeatable", "NAME", "--extra");
    private readonly FlagPair _allExtras = new(Words.Flag("All of its extras", "--all-extras"), Words.Flag("", "--no-all-extras").Unlisted());
    private readonly Option<string[]> _group = Words.Values("Dependency group of a pyproject.toml; repeatable", "[PATH:]NAME", "--group");
    private readonly Option<string?> _torch = Words.Value("", "BACKEND", "--torch-backend").Unlisted();
    private readonly FlagPair _refresh = new(Words.Flag("Believe nothing that is cached", "--refresh"), Words.Flag("", "--no-refresh").Unlisted());
    private readonly Option<string[]> _refreshPackage = Words.Values("Believe nothing cached about this package; repeatable", "NAME", "--refresh-package");
    private readonly IndexOptionSet _index = new(context);
    private readonly BuildOptionSet _build = new(context);
    private readonly PlatformOptionSet _platform = new(context);

    /// <summary>Those about what is asked for, in the order of help.</summary>
    public IEnumerable<Option> OfRequirements => [_constraints, _extra, .. _allExtras.All, _group];

    /// <summary>Those about where it comes from, and for which Python.</summary>
    public IEnumerable<Option> OfSources => [.. _refresh.All, _refreshPackage, .. _index.All, .. _platform.All, .. _build.All, _torch];

    /// <summary>Where packages come from.</summary>
    public IndexOptions Index(ParseResult result) => _index.Read(result);

    /// <summary>What was said about building.</summary>
    public BuildOptions Build(ParseResult result) => _build.Read(result);

    /// <summary>The options with what these words say.</summary>
    public T Complete<T>(T options, ParseResult result)
        where T : ResolveOptions
    {
        if (result.GetValue(_torch) is not null)
            throw new UserErrorException("`--torch-backend` chooses an index for PyTorch's packages, which Kiln does not do yet") { Hint = "give that index with `--index`", IsUsage = true };
        var (environment, settings) = (context.Environment, context.Settings(result));
        return (T)((ResolveOptions)options with
        {
            ConstraintFiles = result.GetValue(_constraints) is { Length: > 0 } files ? files : environment.ConstraintFiles,
            Extras = [.. (result.GetValue(_extra) ?? []).SelectMany(static each => each.Split(',')), .. settings.Extras],
            AllExtras = _allExtras.Read(result) ?? settings.AllExtras ?? false,
            NoExtras = settings.NoExtras,
            Groups = [.. result.GetValue(_group) ?? [], .. settings.Groups],
            AllowsAmbiguousArchives = environment.AllowsAmbiguousArchives,
            Refresh = _refresh.Read(result) ?? false,
            RefreshPackages = [.. (result.GetValue(_refreshPackage) ?? []).Select(PackageName.Parse)],
            PythonVersion = _platform.Version(result),
            PythonPlatform = _platform.Platform(result),
        });
    }
}
