using System.CommandLine;

namespace Kiln.Cli.Pip;

/// <summary>
/// Options of all of uv's commands that Kiln's <c>pip</c> accepts: those about managed Pythons and previews, which change nothing here, and
/// those about configuration files and certificates, which wait for the index.
/// </summary>
internal sealed class UvGlobalOptionSet(EnvironmentVariables environment)
{
    private static readonly string[] Flags =
    [
        "--managed-python", "--no-managed-python", "--no-python-downloads", "--allow-python-downloads", "--no-color", "--system-certs",
        "--no-system-certs", "--native-tls", "--no-native-tls", "--no-offline", "--no-config", "--isolated", "--preview", "--no-preview",
        "--show-settings", "--disable-pip-version-check",
    ];

    private static readonly (string Name, string Value, string[] Aliases)[] Values =
    [
        ("--python-preference", "PREFERENCE", []), ("--python-fetch", "FETCH", []), ("--project", "DIR", []), ("--config-file", "FILE", []),
        ("--cert", "FILE", []), ("--allow-insecure-host", "HOST", ["--trusted-host"]), ("--preview-features", "FEATURE", ["--preview-feature"]),
    ];

    private readonly Option<bool> _noInstallerMetadata = Words.Flag("", "--no-installer-metadata").Unlisted().EverywhereBelow();

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All =>
    [
        _noInstallerMetadata,
        .. Flags.Select(static name => Words.Flag("", name).Unlisted().EverywhereBelow()),
        .. Values.Select(static value => Words.Values("", value.Value, value.Name, value.Aliases).Unlisted().EverywhereBelow()),
    ];

    /// <summary>Whether INSTALLER and the like are written.</summary>
    public bool WritesInstallerMetadata(ParseResult result) => !result.GetValue(_noInstallerMetadata) && !environment.NoInstallerMetadata;
}
