using Kiln.Engine.Io.Http;

namespace Kiln.Engine.Tests.Support;

/// <summary>Knows no passwords but those in URLs.</summary>
internal sealed class NoCredentials : IHttpCredentials
{
    public HttpCredential? Known(Uri url) => HttpCredential.In(url);

    public HttpCredential? AfterRefusal(Uri url, HttpCredential? tried) => null;
}
