namespace Kiln.Cli;

/// <content>Those about the network. The proxies' own (<c>HTTPS_PROXY</c> …) the engine reads: programs of all kinds share them.</content>
internal sealed partial class EnvironmentVariables
{
    /// <summary>Longest silence of a server; uv's older names and pip-like one count too.</summary>
    public TimeSpan? HttpTimeout => Seconds(Ours("HTTP_TIMEOUT") ?? Ours("REQUEST_TIMEOUT") ?? Named("HTTP_TIMEOUT"));

    /// <summary>Longest time to connect.</summary>
    public TimeSpan? HttpConnectTimeout => Seconds(Ours("HTTP_CONNECT_TIMEOUT"));

    /// <summary>How often a request is tried again.</summary>
    public int? HttpRetries => Ours("HTTP_RETRIES") is { } variable ? WholeNumber.Parse(variable.Value, variable.Name, lowest: 0) : null;

    /// <summary>Most downloads at once.</summary>
    public int? ConcurrentDownloads => Ours("CONCURRENT_DOWNLOADS") is { } variable ? WholeNumber.Parse(variable.Value, variable.Name, lowest: 1) : null;

    /// <summary>A proxy for everything.</summary>
    public string? Proxy => Plain("PIP_PROXY");

    /// <summary>Hosts whose certificates are not looked at.</summary>
    public IReadOnlyList<string> InsecureHosts => Blanks("INSECURE_HOST") is { Length: > 0 } hosts ? hosts : Divided(Plain("PIP_TRUSTED_HOST"));

    /// <summary>Files and folders of trusted authorities: of all of <c>SSL_CERT_FILE</c> and <c>SSL_CERT_DIR</c>, else pip's.</summary>
    public IReadOnlyList<string> Authorities
    {
        get
        {
            string[] folders = Plain("SSL_CERT_DIR")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
            string[] named = Plain("SSL_CERT_FILE") is { } file ? [file, .. folders] : folders;
            return named.Length > 0 ? named : Plain("PIP_CERT") is { } bundle ? [bundle] : [];
        }
    }

    /// <summary>A certificate with its key, to show to servers.</summary>
    public string? ClientCertificate => Plain("SSL_CLIENT_CERT") ?? Plain("PIP_CLIENT_CERT");

    private (string Name, string Value)? Named(string name) => Plain(name) is { } value ? (name, value) : null;

    private static TimeSpan? Seconds((string Name, string Value)? variable) =>
        variable is { } set ? TimeSpan.FromSeconds(WholeNumber.Parse(set.Value, set.Name, lowest: 1)) : null;
}
