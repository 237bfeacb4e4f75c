namespace Kiln.Engine.Io.Http;

/// <summary>Knows names and passwords of servers. Asked anew for each place that a redirect leads to, so that none follows to another host.</summary>
public interface IHttpCredentials
{
    /// <summary>What to send without being asked for it; null for nothing.</summary>
    HttpCredential? Known(Uri url);

    /// <summary>What to send after a refusal; null if nothing better is known than what was <paramref name="tried"/>.</summary>
    HttpCredential? AfterRefusal(Uri url, HttpCredential? tried);
}
