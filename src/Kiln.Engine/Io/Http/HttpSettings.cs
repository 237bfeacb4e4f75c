using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Kiln.Engine.Io.Http;

/// <summary>How Kiln behaves on the network.</summary>
public sealed record HttpSettings
{
    /// <summary>Longest silence of a server: until it answers, and between two pieces of an answer.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time to connect.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a request is tried again that failed for a passing reason.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The pause before the first new try; each later one is about twice as long.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most downloads at once.</summary>
    public int ConcurrentDownloads { get; init; } = 50;

    /// <summary>True if nothing may be asked of the network.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Which proxy leads to which URL; null for none.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Hosts whose certificates are not looked at: <c>host</c>, or <c>host:port</c>.</summary>
    public IReadOnlyList<string> InsecureHosts { get; init; } = [];

    /// <summary>Reads the authorities that are trusted in the place of the system's, null for the system's: once, before the first secure connection.</summary>
    public Func<X509Certificate2Collection?> Authorities { get; init; } = static () => null;

    /// <summary>Reads what Kiln shows to servers that ask for a certificate; null for nothing.</summary>
    public Func<X509Certificate2?> ClientCertificate { get; init; } = static () => null;
}
