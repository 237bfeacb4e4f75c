using Kiln.Engine.Configuration;
using Kiln.Engine.Io;
using Kiln.Engine.Io.Http;

namespace Kiln.Cli;

/// <summary>
/// Every setting that Kiln reads from configuration files, and how it reads it; what a word of the command line or an environment variable says
/// weighs more. A name that is not uv's stands in <c>SettingNames</c> too.
/// </summary>
internal sealed partial class Settings(SettingsFiles files)
{
    /// <summary>What the user should know of the files.</summary>
    public IReadOnlyList<string> Warnings => files.Warnings;

    /// <summary>Use no network.</summary>
    public bool? Offline => Flag("offline");

    /// <summary>Neither read nor write the cache.</summary>
    public bool? NoCache => Flag("no-cache");

    /// <summary>The folder of the cache. Of uv's files it is not taken: <c>uv cache prune</c> deletes what it does not know.</summary>
    public FsPath? CacheFolder => files.FindOwn("cache-dir")?.ToPath();

    /// <summary>Hosts whose certificates are not looked at.</summary>
    public IReadOnlyList<string> InsecureHosts => Texts("allow-insecure-host");

    /// <summary>The proxies; the environment's own variables weigh more.</summary>
    public ProxySettings Proxies => new() { Http = Text("http-proxy"), Https = Text("https-proxy"), Exceptions = [.. Texts("no-proxy")] };

    /// <summary>uv's choice between the system's certificates and its own; Kiln has none of its own, so that only the type is looked at.</summary>
    public bool? UsesSystemCertificates => Flag("system-certs") ?? Flag("native-tls");

    /// <summary>The versions of Kiln that may read this; those of uv's files are uv's.</summary>
    public SettingValue? RequiredVersion => files.FindOwn("required-version");

    /// <summary>Most downloads at once.</summary>
    public int? Downloads => files.Find("concurrent-downloads")?.ToCount();

    /// <summary>Most files compiled at once; uv's name for it speaks of installs.</summary>
    public int? Jobs => files.Find("concurrent-installs")?.ToCount();

    /// <summary>Which Pythons outside of environments are taken.</summary>
    public SettingValue? PythonPreference => files.Find("python-preference");

    /// <summary>The environment or interpreter.</summary>
    public string? Python => files.Find("python")?.ToWordOrPath();

    /// <summary>The system's Python instead of a virtual environment.</summary>
    public bool? UsesSystemPython => Flag("system");

    /// <summary>Change environments that another package manager has marked as its own.</summary>
    public bool? BreaksSystemPackages => Flag("break-system-packages");

    /// <summary>The folder that takes everything.</summary>
    public FsPath? Target => files.Find("target")?.ToPath();

    /// <summary>The root of the interpreter's layout.</summary>
    public FsPath? Prefix => files.Find("prefix")?.ToPath();

    /// <summary>The version of Python to choose packages for.</summary>
    public string? PythonVersion => Text("python-version");

    /// <summary>The platform to choose packages for.</summary>
    public string? PythonPlatform => Text("python-platform");

    /// <summary>Indexes with what is said of each.</summary>
    public IReadOnlyList<IndexSetting> Indexes => [.. files.FindAll("index").SelectMany(static setting => setting.ToTables()).Select(static table => new IndexSetting(table))];

    /// <summary>The index that takes the place of the usual one, in pip's words.</summary>
    public string? IndexUrl => files.Find("index-url")?.ToLocation();

    /// <summary>Indexes that are asked before it, in pip's words.</summary>
    public IReadOnlyList<string> ExtraIndexUrls => Locations("extra-index-url");

    /// <summary>Ask no index.</summary>
    public bool? NoIndex => Flag("no-index");

    /// <summary>Folders and pages with wheels.</summary>
    public IReadOnlyList<string> FindLinks => Locations("find-links");

    /// <summary>How the answers of several indexes are brought together.</summary>
    public string? IndexStrategy => Text("index-strategy");

    /// <summary>Where credentials come from.</summary>
    public string? KeyringProvider => Text("keyring-provider");

    /// <summary>Nothing uploaded later counts.</summary>
    public string? ExcludeNewer => Text("exclude-newer");

    /// <summary>The same for single packages.</summary>
    public IReadOnlyList<string> ExcludeNewerPackages => Assignments("exclude-newer-package");

    /// <summary>Which versions are taken.</summary>
    public SettingValue? Resolution => files.Find("resolution");

    /// <summary>When pre-releases are chosen.</summary>
    public SettingValue? PreReleases => files.Find("prerelease");

    /// <summary>The same for single packages.</summary>
    public IReadOnlyList<string> PreReleasePackages => Assignments("prerelease-package");

    /// <summary>Install only what is named.</summary>
    public bool? NoDependencies => Flag("no-deps");

    /// <summary>Requirements that narrow versions. As in uv those of projects have no say in <c>pip sync</c>, these three.</summary>
    public IReadOnlyList<string> Constraints => Texts("constraint-dependencies");

    /// <summary>Requirements that stand for all others of their names.</summary>
    public IReadOnlyList<string> Overrides => Texts("override-dependencies");

    /// <summary>Packages that are never chosen.</summary>
    public IReadOnlyList<string> Excludes => Texts("exclude-dependencies");

    /// <summary>How a resolution for many platforms is divided.</summary>
    public SettingValue? ForkStrategy => files.Find("fork-strategy");

    /// <summary>Extras of a project.</summary>
    public IReadOnlyList<string> Extras => Texts("extra");

    /// <summary>Extras that are left out.</summary>
    public IReadOnlyList<string> NoExtras => Texts("no-extra");

    /// <summary>All extras of a project.</summary>
    public bool? AllExtras => Flag("all-extras");

    /// <summary>Dependency groups of a project.</summary>
    public IReadOnlyList<string> Groups => Texts("group");

    /// <summary>Let files without any requirement empty the environment.</summary>
    public bool? AllowsEmpty => Flag("allow-empty-requirements");

    /// <summary>Say what is wrong in the environment.</summary>
    public bool? Strict => Flag("strict");

    /// <summary>Take the newest versions.</summary>
    public bool? Upgrades => Flag("upgrade");

    /// <summary>The same for single packages.</summary>
    public IReadOnlyList<string> UpgradePackages => Texts("upgrade-package");

    /// <summary>Install all packages again.</summary>
    public bool? Reinstalls => Flag("reinstall");

    /// <summary>Install these again.</summary>
    public IReadOnlyList<string> ReinstallPackages => Texts("reinstall-package");

    /// <summary>The way of files into an environment.</summary>
    public SettingValue? LinkMode => files.Find("link-mode");

    /// <summary>Whether installs are followed by compiling.</summary>
    public bool? CompilesBytecode => Flag("compile-bytecode");

    /// <summary>Every requirement has to have a hash.</summary>
    public bool? RequiresHashes => Flag("require-hashes");

    /// <summary>Compare with the hashes that are given.</summary>
    public bool? VerifiesHashes => Flag("verify-hashes");

    /// <summary>What a RECORD that disagrees with its wheel means.</summary>
    public SettingValue? RecordVerification => files.Find("verify-record");

    /// <summary>Build nothing.</summary>
    public bool? NoBuild => Flag("no-build");

    /// <summary>Pass over what <c>tool.uv.sources</c> say.</summary>
    public bool? NoSources => Flag("no-sources");

    /// <summary>The same for single packages.</summary>
    public IReadOnlyList<string> NoSourcesPackages => Texts("no-sources-package");

    /// <summary>Packages whose wheels are not used. uv's <c>[pip]</c> names them there, <c>[tool.uv]</c> says yes or no, and names them beside it.</summary>
    public IReadOnlyList<string> NoBinary => [.. files.FindAll("no-binary").SelectMany(Packages), .. Texts("no-binary-package")];

    /// <summary>Packages that are not built.</summary>
    public IReadOnlyList<string> OnlyBinary => [.. Texts("only-binary"), .. Texts("no-build-package")];

    /// <summary>Settings for build backends.</summary>
    public IReadOnlyList<string> ConfigSettings => Assignments("config-settings");

    /// <summary>Requirements that narrow what is needed to build.</summary>
    public IReadOnlyList<string> BuildConstraints => Texts("build-constraint-dependencies");

    /// <summary>Build in the environment itself.</summary>
    public bool? BuildsWithoutIsolation => Flag("no-build-isolation");

    /// <summary>Packages that are built in the environment itself.</summary>
    public IReadOnlyList<string> NoIsolationPackages => Texts("no-build-isolation-package");

    /// <summary>What is needed to build has to have hashes too.</summary>
    public bool? RequiresBuildHashes => Flag("require-build-hashes");

    private bool? Flag(string name) => files.Find(name)?.ToBoolean();

    private string? Text(string name) => files.Find(name)?.ToText();

    private IReadOnlyList<string> Texts(string name) => [.. files.FindAll(name).SelectMany(static setting => setting.ToTexts())];

    private IReadOnlyList<string> Locations(string name) => [.. files.FindAll(name).SelectMany(static setting => setting.ToLocations())];

    private IReadOnlyList<string> Assignments(string name) => [.. files.FindAll(name).SelectMany(static setting => setting.ToAssignments())];

    private static IReadOnlyList<string> Packages(SettingValue setting) => !setting.IsBoolean ? setting.ToTexts() : setting.ToBoolean() ? [":all:"] : [];
}
