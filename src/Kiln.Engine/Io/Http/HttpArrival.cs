namespace Kiln.Engine.Io.Http;

/// <summary>A file that was downloaded, or that the server did not send.</summary>
/// <param name="Url">Where it came from, redirects followed.</param>
/// <param name="Status">200 if it is here, 304 if what is known is still right, or a refusal.</param>
/// <param name="Headers">What the answer's headers tell.</param>
/// <param name="Sha256">Its hash in lower-case hexadecimal; empty if it is not here.</param>
/// <param name="Length">Its bytes.</param>
public sealed record HttpArrival(Uri Url, int Status, HttpHeaders Headers, string Sha256, long Length)
{
    /// <summary>Refuses an answer that is a refusal.</summary>
    public void ThrowIfRefused() => new HttpPage(Url, Status, Headers, []).ThrowIfRefused();
}
