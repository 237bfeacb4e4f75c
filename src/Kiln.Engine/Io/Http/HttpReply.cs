using System.IO.Compression;
using System.Net;

namespace Kiln.Engine.Io.Http;

/// <summary>An answer whose headers are here and whose content is still to come.</summary>
internal sealed class HttpReply : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly CancellationTokenSource _silence;
    private readonly TimeSpan _patience;
    private Stream? _content;

    public HttpReply(Uri url, HttpResponseMessage response, CancellationTokenSource silence, TimeSpan patience)
    {
        Url = url;
        _response = response;
        _silence = silence;
        _patience = patience;
        Headers = HttpHeaders.Of(response);
    }

    /// <summary>Where it came from, redirects followed.</summary>
    public Uri Url { get; }

    /// <summary>The status.</summary>
    public int Status => (int)_response.StatusCode;

    /// <summary>What its headers tell.</summary>
    public HttpHeaders Headers { get; }

    /// <summary>The bytes that the server says it sends, packed as they are sent; null if it does not say.</summary>
    public long? Length => _response.Content.Headers.ContentLength;

    /// <summary>The bytes of the content as it is read, if that is known: what is packed tells it only at its end.</summary>
    public long? UnpackedLength => _response.Content.Headers.ContentEncoding.Count == 0 ? Length : null;

    /// <summary>Where a part begins that the server sends (206); null for the whole.</summary>
    public long? PartStart => _response.Content.Headers.ContentRange?.From;

    /// <summary>The bytes of the whole that this is a part of.</summary>
    public long? WholeLength => _response.Content.Headers.ContentRange?.Length;

    /// <summary>True if parts can be asked for.</summary>
    public bool HasParts => _response.Headers.AcceptRanges.Contains("bytes");

    /// <summary>Where the answer is to be found instead; null if this is it.</summary>
    public Uri? Elsewhere => _response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect && _response.Headers.Location is { } place ? new Uri(Url, place) : null;

    /// <summary>How long to wait before asking again, where the server says.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now) =>
        _response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date is { } date ? date - now : null) : null;

    /// <summary>Reads on, unpacked; 0 at the end. Silence of the server is a failure.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            _silence.CancelAfter(_patience);
            _content ??= Unpacked(await _response.Content.ReadAsStreamAsync(_silence.Token).ConfigureAwait(false));
            return await _content.ReadAsync(buffer, _silence.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (HttpFaultReader.Explain(Url, exception, _patience, cancellation) is { } failure)
        {
            throw failure;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _response.Dispose();
        _silence.Dispose();
    }

    private Stream Unpacked(Stream packed) => _response.Content.Headers.ContentEncoding.LastOrDefault()?.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
        "deflate" => new ZLibStream(packed, CompressionMode.Decompress),
        "br" => new BrotliStream(packed, CompressionMode.Decompress),
        _ => packed,
    };
}
