using System.Net.Http.Headers;

namespace Kiln.Engine.Io.Http;

/// <summary>What of an answer's headers matters to Kiln.</summary>
public sealed record HttpHeaders
{
    /// <summary>Tells this state of the resource from others.</summary>
    public required HttpValidators Validators { get; init; }

    /// <summary>The kind of content, without parameters: <c>text/html</c>; empty if it was not told.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>What caches may do.</summary>
    public CacheControlHeaderValue CacheControl { get; init; } = new();

    /// <summary>When the server made the answer.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>How long it lay in caches on the way.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>Until when it is good, where <see cref="CacheControl"/> does not say.</summary>
    public DateTimeOffset? Expires { get; init; }

    internal static HttpHeaders Of(HttpResponseMessage response) => new()
    {
        Validators = new HttpValidators(response.Headers.ETag?.ToString(), Raw(response.Content.Headers, "Last-Modified")),
        ContentType = response.Content.Headers.ContentType?.MediaType ?? "",
        CacheControl = response.Headers.CacheControl ?? new(),
        Date = response.Headers.Date,
        Age = response.Headers.Age ?? TimeSpan.Zero,
        Expires = response.Content.Headers.Expires,
    };

    private static string? Raw(System.Net.Http.Headers.HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;
}
