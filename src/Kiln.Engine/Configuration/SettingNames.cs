using System.Collections.Frozen;

namespace Kiln.Engine.Configuration;

/// <summary>The keys that configuration files may hold: all of uv's, those of features that Kiln does not have too, and Kiln's own.</summary>
internal static class SettingNames
{
    private static readonly string[] Own = ["verify-record"];

    private static readonly FrozenSet<string> TopLevel = ((string[])
    [
        "required-version", "system-certs", "native-tls", "offline", "no-cache", "cache-dir", "preview", "preview-features", "python-preference",
        "python-downloads", "concurrent-downloads", "concurrent-builds", "concurrent-installs", "index", "index-url", "extra-index-url", "no-index",
        "find-links", "index-strategy", "keyring-provider", "http-proxy", "https-proxy", "no-proxy", "allow-insecure-host", "resolution", "prerelease",
        "prerelease-package", "fork-strategy", "dependency-metadata", "config-settings", "config-settings-package", "no-build-isolation",
        "require-build-hashes", "no-build-isolation-package", "extra-build-dependencies", "extra-build-variables", "exclude-newer",
        "exclude-newer-package", "link-mode", "compile-bytecode", "no-sources", "no-sources-package", "upgrade", "upgrade-package", "reinstall",
        "reinstall-package", "no-build", "no-build-package", "no-binary", "no-binary-package", "torch-backend", "python-install-mirror",
        "pypy-install-mirror", "graalpy-install-mirror", "pyodide-install-mirror", "python-downloads-json-url", "publish-url", "trusted-publishing",
        "check-url", "add-bounds", "audit", "pip", "cache-keys", "override-dependencies", "exclude-dependencies", "constraint-dependencies",
        "build-constraint-dependencies", "environments", "required-environments", "minimum-libc-version", "conflicts", "workspace", "sources", "managed",
        "package", "default-groups", "dependency-groups", "dev-dependencies", "build-backend",
    ]).ToFrozenSet();

    private static readonly FrozenSet<string> Pip = ((string[])
    [
        "python", "system", "break-system-packages", "target", "prefix", "index-url", "extra-index-url", "no-index", "find-links", "index-strategy",
        "keyring-provider", "no-build", "no-binary", "only-binary", "no-build-isolation", "require-build-hashes", "no-build-isolation-package",
        "extra-build-dependencies", "extra-build-variables", "strict", "extra", "all-extras", "no-extra", "no-deps", "group",
        "allow-empty-requirements", "resolution", "prerelease", "fork-strategy", "dependency-metadata", "output-file", "no-strip-extras",
        "no-strip-markers", "no-annotate", "no-header", "custom-compile-command", "generate-hashes", "config-settings", "config-settings-package",
        "python-version", "python-platform", "universal", "exclude-newer", "exclude-newer-package", "no-emit-package", "emit-index-url",
        "emit-find-links", "emit-build-options", "emit-marker-expression", "emit-index-annotation", "annotation-style", "link-mode",
        "compile-bytecode", "require-hashes", "verify-hashes", "no-sources", "no-sources-package", "upgrade", "upgrade-package", "reinstall",
        "reinstall-package", "torch-backend",
    ]).ToFrozenSet();

    /// <summary>Keys of <c>[tool.uv]</c> that describe the project rather than uv's behaviour; a <c>uv.toml</c> beside it does not stand in their place.</summary>
    public static readonly string[] OfProjects =
    [
        "override-dependencies", "exclude-dependencies", "constraint-dependencies", "build-constraint-dependencies", "environments",
        "required-environments", "minimum-libc-version", "conflicts", "workspace", "sources", "managed", "package", "default-groups",
        "dependency-groups", "dev-dependencies", "build-backend",
    ];

    /// <summary>True if some table may hold a key.</summary>
    public static bool IsKnown(string name) => TopLevel.Contains(name) || Pip.Contains(name) || Own.Contains(name);

    /// <summary>True if a table of uv's may hold a key; Kiln's own tables may hold every known one.</summary>
    public static bool IsKnownToUv(string name, bool isPip) => (isPip ? Pip : TopLevel).Contains(name);
}
