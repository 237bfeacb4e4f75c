namespace Kiln.Engine.Io.Http;

/// <summary>An answer that was read whole.</summary>
/// <param name="Url">Where it came from, redirects followed: what its relative links are meant from.</param>
/// <param name="Status">200, 304, or a refusal.</param>
/// <param name="Headers">What its headers tell.</param>
/// <param name="Content">The bytes, unpacked.</param>
public sealed record HttpPage(Uri Url, int Status, HttpHeaders Headers, byte[] Content)
{
    /// <summary>Where the content begins in the whole, if it is the part that was asked for; null for the whole.</summary>
    public long? PartStart { get; init; }

    /// <summary>The bytes of the whole that this is a part of.</summary>
    public long? WholeLength { get; init; }

    /// <summary>True if what was asked for has not changed.</summary>
    public bool IsUnchanged => Status == 304;

    /// <summary>Refuses an answer that is a refusal.</summary>
    public void ThrowIfRefused()
    {
        if (Status is not (>= 200 and < 300 or 304))
            throw new HttpFailureException(Url, HttpFault.Status, HttpStatusText.Of(Status)) { Status = Status, Hint = HttpStatusText.HintFor(Status) };
    }
}
