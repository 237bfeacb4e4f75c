using Kiln.Engine.Index.Credentials;
using Kiln.Engine.Io;
using Kiln.Engine.Io.Http;

namespace Kiln.Engine.Index;

/// <summary>What the user says about the network; null where nothing is said.</summary>
public sealed record NetworkOptions
{
    /// <summary>Use no network.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Longest silence of a server.</summary>
    public TimeSpan? ReadTimeout { get; init; }

    /// <summary>Longest time to connect.</summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>How often a request is tried again.</summary>
    public int? Retries { get; init; }

    /// <summary>Most downloads at once.</summary>
    public int? ConcurrentDownloads { get; init; }

    /// <summary>Proxies; the usual variables are read beside them.</summary>
    public ProxySettings Proxies { get; init; } = new();

    /// <summary>Hosts whose certificates are not looked at.</summary>
    public IReadOnlyList<string> InsecureHosts { get; init; } = [];

    /// <summary>Files, and folders of files, with the authorities to trust instead of the system's.</summary>
    public IReadOnlyList<FsPath> Authorities { get; init; } = [];

    /// <summary>A file with a certificate and its key, to show to servers.</summary>
    public FsPath ClientCertificate { get; init; }

    /// <summary>What was said of single indexes.</summary>
    public IReadOnlyList<AuthenticationRule> Authentications { get; init; } = [];

    /// <summary>Ask the keyring program for passwords.</summary>
    public bool AsksKeyring { get; init; }
}
