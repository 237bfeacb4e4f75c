using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiln.Engine.Tests.Support;

/// <summary>Certificates of servers in tests, and the authority that signs them.</summary>
internal static class Certificates
{
    private static readonly DateTimeOffset Today = DateTimeOffset.UtcNow;

    /// <summary>The authority.</summary>
    public static X509Certificate2 Authority { get; } = MakeAuthority();

    /// <summary>One for 127.0.0.1 that ends so many days from now.</summary>
    public static X509Certificate2 ForLoopback(int days = 30, string host = "localhost")
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=test server", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost")
            names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(Authority, Today.AddDays(-40), Today.AddDays(days), [1, 2, 3, (byte)(days & 0x7f)]);
        using var withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null);
    }

    private static X509Certificate2 MakeAuthority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using var made = request.CreateSelfSigned(Today.AddDays(-50), Today.AddDays(50));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
