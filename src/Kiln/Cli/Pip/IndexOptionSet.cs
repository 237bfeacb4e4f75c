using System.CommandLine;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary>The words that say where packages come from.</summary>
internal sealed class IndexOptionSet(CommandContext context)
{
    private readonly Option<string[]> _index = Words.Values("Index to ask before the others: a URL, or NAME=URL; repeatable [env: KILN_INDEX]", "INDEX", "--index");
    private readonly Option<string?> _defaultIndex = Words.Value("Index to ask last, instead of the usual one [env: KILN_DEFAULT_INDEX]", "URL", "--default-index");
    private readonly Option<string?> _indexUrl = Words.Value("The same, in pip's words [env: KILN_INDEX_URL]", "URL", "--index-url", "-i");
    private readonly Option<string[]> _extraIndexUrl = Words.Values("As --index, in pip's words; repeatable [env: KILN_EXTRA_INDEX_URL]", "URL", "--extra-index-url");
    private readonly Option<string[]> _findLinks = Words.Values("Folder or page with wheels; repeatable [env: KILN_FIND_LINKS]", "PATH", "--find-links", "-f");
    private readonly Option<bool> _noIndex = Words.Flag("Ask no index [env: KILN_NO_INDEX]", "--no-index");
    private readonly Option<string?> _strategy = Words.Value(
        "How answers of several indexes are brought together [env: KILN_INDEX_STRATEGY]", "STRATEGY", "--index-strategy")
        .WithValues("first-index", "unsafe-first-match", "unsafe-best-match");
    private readonly Option<string?> _keyring = Words.Value("Where credentials come from [env: KILN_KEYRING_PROVIDER]", "disabled|subprocess", "--keyring-provider")
        .WithValues("disabled", "subprocess");
    private readonly Option<string?> _newer = Words.Value("Only what was uploaded before [env: KILN_EXCLUDE_NEWER]", "DATE", "--exclude-newer");
    private readonly Option<string[]> _newerPackage = Words.Values("The same for one package; repeatable", "NAME=DATE", "--exclude-newer-package");

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_index, _defaultIndex, _indexUrl, _extraIndexUrl, _findLinks, _noIndex, _strategy, _keyring, _newer, _newerPackage];

    /// <summary>What was asked for.</summary>
    public IndexOptions Read(ParseResult result)
    {
        var (environment, settings) = (context.Environment, context.Settings(result));
        var defaultIndex = settings.Indexes.FirstOrDefault(static index => index.IsDefault);
        string[] indexes = [.. result.GetValue(_index) ?? [], .. result.GetValue(_extraIndexUrl) ?? []];
        string?[] given = [.. indexes.Length > 0 ? indexes : environment.Indexes, result.GetValue(_defaultIndex) ?? result.GetValue(_indexUrl) ?? environment.DefaultIndex];
        return new IndexOptions
        {
            NamedIndexes = [.. given.OfType<string>(), .. settings.Indexes.Where(static index => !index.IsFlat).Select(static index => index.ToString())],
            NoIndex = result.GetValue(_noIndex) || (environment.NoIndex ?? settings.NoIndex ?? false),
            FindLinks =
            [
                .. result.GetValue(_findLinks) is { Length: > 0 } links ? links : environment.FindLinks, .. settings.FindLinks,
                .. settings.Indexes.Where(static index => index.IsFlat).Select(static index => index.Url),
            ],
            DefaultIndex = result.GetValue(_defaultIndex) ?? result.GetValue(_indexUrl) ?? environment.DefaultIndex ?? defaultIndex?.ToString() ?? settings.IndexUrl,
            Indexes =
            [
                .. indexes.Length > 0 ? indexes : environment.Indexes,
                .. settings.Indexes.Where(static index => index is { IsDefault: false, IsExplicit: false, IsFlat: false }).Select(static index => index.ToString()),
                .. settings.ExtraIndexUrls,
            ],
            Strategy = result.GetValue(_strategy) ?? environment.IndexStrategy ?? settings.IndexStrategy,
            KeyringProvider = result.GetValue(_keyring) ?? environment.KeyringProvider ?? settings.KeyringProvider,
            ExcludeNewer = result.GetValue(_newer) ?? environment.ExcludeNewer ?? settings.ExcludeNewer,
            ExcludeNewerPackages = [.. result.GetValue(_newerPackage) ?? [], .. settings.ExcludeNewerPackages],
        };
    }
}
