using System.CommandLine;
using Kiln.Engine;
using Kiln.Engine.Index;
using Kiln.Engine.Index.Credentials;
using Kiln.Engine.Io;

namespace Kiln.Cli.Pip;

/// <summary>The words about the network: whom to trust, and how to show who asks. uv's <c>--system-certs</c> is what Kiln does anyway.</summary>
internal sealed class NetworkOptionSet(EnvironmentVariables environment)
{
    private readonly Option<string?> _authorities = Words.Value("", "FILE", "--cert").Unlisted().EverywhereBelow();
    private readonly Option<string?> _clientCertificate = Words.Value("", "FILE", "--client-cert").Unlisted().EverywhereBelow();
    private readonly Option<string[]> _insecureHosts = Words.Values("", "HOST", "--allow-insecure-host", "--trusted-host").Unlisted().EverywhereBelow();
    private readonly Option<bool>[] _systemTrust =
        [.. ((string[])["--system-certs", "--no-system-certs", "--native-tls", "--no-native-tls", "--no-offline"]).Select(static name => Words.Flag("", name).Unlisted().EverywhereBelow())];

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_authorities, _clientCertificate, _insecureHosts, .. _systemTrust];

    /// <summary>What was asked for; paths are meant from the folder of <paramref name="surroundings"/>.</summary>
    public NetworkOptions Read(ParseResult result, Surroundings surroundings, Settings settings)
    {
        _ = settings.UsesSystemCertificates;
        string[] authorities = result.GetValue(_authorities) is { } file ? [file] : [.. environment.Authorities];
        return new NetworkOptions
        {
            ReadTimeout = environment.HttpTimeout,
            ConnectTimeout = environment.HttpConnectTimeout,
            Retries = environment.HttpRetries,
            ConcurrentDownloads = environment.ConcurrentDownloads ?? settings.Downloads,
            Proxies = settings.Proxies with { All = environment.Proxy },
            Authentications = [.. settings.Indexes.Select(static index => index.Rule).OfType<AuthenticationRule>()],
            InsecureHosts = [.. result.GetValue(_insecureHosts) is { Length: > 0 } hosts ? hosts : environment.InsecureHosts, .. settings.InsecureHosts],
            Authorities = [.. authorities.Select(path => surroundings.Absolute(RawText.ToPath(path)))],
            ClientCertificate = (result.GetValue(_clientCertificate) ?? environment.ClientCertificate) is { } own ? surroundings.Absolute(RawText.ToPath(own)) : default,
        };
    }
}
