namespace Kiln.Engine.Io.Http;

/// <summary>The proxies that the user names elsewhere than in the variables which all programs share; null and none where he does not.</summary>
public sealed record ProxySettings
{
    /// <summary>A proxy for everything (<c>PIP_PROXY</c>): it counts before those variables, all others after them.</summary>
    public string? All { get; init; }

    /// <summary>For <c>http</c>.</summary>
    public string? Http { get; init; }

    /// <summary>For <c>https</c>.</summary>
    public string? Https { get; init; }

    /// <summary>Hosts that are reached without a proxy, as <c>NO_PROXY</c> writes them.</summary>
    public IReadOnlyList<string> Exceptions { get; init; } = [];
}
