using System.CommandLine;

namespace Kiln.Cli.Pip;

/// <summary>
/// Options of all of uv's commands that Kiln's <c>pip</c> accepts: those about previews, which change nothing here, and
/// those about the network.
/// </summary>
internal sealed class UvGlobalOptionSet(EnvironmentVariables environment)
{
    private static readonly string[] Flags =
    [
        "--no-color", "--preview", "--no-preview",
        "--show-settings", "--disable-pip-version-check",
    ];

    private static readonly (string Name, string Value, string[] Aliases)[] Values =
    [
        ("--preview-features", "FEATURE", ["--preview-feature"]),
    ];

    private readonly Option<bool> _noInstallerMetadata = Words.Flag("", "--no-installer-metadata").Unlisted().EverywhereBelow();

    /// <summary>Those about the network.</summary>
    public NetworkOptionSet Network { get; } = new(environment);

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All =>
    [
        _noInstallerMetadata,
        .. Network.All,
        .. Flags.Select(static name => Words.Flag("", name).Unlisted().EverywhereBelow()),
        .. Values.Select(static value => Words.Values("", value.Value, value.Name, value.Aliases).Unlisted().EverywhereBelow()),
    ];

    /// <summary>Whether INSTALLER and the like are written.</summary>
    public bool WritesInstallerMetadata(ParseResult result) => !result.GetValue(_noInstallerMetadata) && !environment.NoInstallerMetadata;
}
