using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Kiln.Engine.Io.Http;

/// <summary>Carries the reason why a certificate is refused out of the handshake, whose own error does not tell it.</summary>
internal sealed class CertificateRefusedException(string reason) : Exception(reason)
{
    /// <summary>What is wrong, as the rest of "its certificate …".</summary>
    public static string Describe(X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return "is missing";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return "is made out to another host";
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, each) => all | each.Status) ?? X509ChainStatusFlags.NoError;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return "has expired, or is not valid yet";
        if ((status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
            return "is signed by an authority that is not trusted here";
        return $"is not valid ({status})";
    }
}
