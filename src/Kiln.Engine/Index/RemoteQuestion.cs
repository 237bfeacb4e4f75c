using Kiln.Engine.Io.Http;
using Kiln.Engine.Requirements;

namespace Kiln.Engine.Index;

/// <summary>What is to be read from a server or the cache.</summary>
/// <param name="Url">The URL, maybe with credentials.</param>
/// <param name="Accept">The kinds of content that are understood.</param>
public sealed record RemoteQuestion(Uri Url, string Accept)
{
    /// <summary>The package that it is about; null for none.</summary>
    public PackageName? Name { get; init; }

    /// <summary>What of an answer is kept and given; null for its content.</summary>
    public Func<HttpPage, byte[]>? Digest { get; init; }

    /// <summary>Tells what <see cref="Digest"/> makes from what other questions make of the same URL.</summary>
    public string? Form { get; init; }

    /// <summary>Under what the answer is kept; null for URL and form.</summary>
    public string? Key { get; init; }

    /// <summary>True if the answer can never be another: the URL is that of a file whose hash is known.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>How the server is asked; null for the usual way.</summary>
    internal Func<HttpQuery, CancellationToken, Task<HttpPage>>? Fetch { get; init; }
}
