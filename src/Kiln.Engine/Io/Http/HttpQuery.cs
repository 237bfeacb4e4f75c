namespace Kiln.Engine.Io.Http;

/// <summary>What is asked of a server.</summary>
/// <param name="Url">The URL, maybe with credentials.</param>
public sealed record HttpQuery(Uri Url)
{
    /// <summary>The kinds of content that are understood, as the header names them.</summary>
    public string Accept { get; init; } = "*/*";

    /// <summary>True if the answer may come compressed; archives must not, since their bytes are what hashes are of.</summary>
    public bool IsCompressible { get; init; }

    /// <summary>True to get past the caches on the way (<c>--refresh</c>).</summary>
    public bool IsRefresh { get; init; }

    /// <summary>What is known already: only something else is to be sent. Null for nothing.</summary>
    public HttpValidators? Known { get; init; }

    /// <summary>The part that is wanted; null for all.</summary>
    public HttpPart? Part { get; init; }

    /// <summary>Where an interrupted download goes on; 0 for the beginning.</summary>
    internal long Offset { get; init; }

    /// <summary>What the bytes before <see cref="Offset"/> are of.</summary>
    internal HttpValidators? Begun { get; init; }
}
