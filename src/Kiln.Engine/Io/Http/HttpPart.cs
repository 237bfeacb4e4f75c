using System.Net.Http.Headers;

namespace Kiln.Engine.Io.Http;

/// <summary>A part of a file (RFC 9110, section 14.1.2).</summary>
/// <param name="Offset">Where it begins; null for the last bytes of the file.</param>
/// <param name="Length">Its bytes; a server sends fewer where the file ends.</param>
public sealed record HttpPart(long? Offset, int Length)
{
    internal RangeHeaderValue Header => Offset is { } offset ? new RangeHeaderValue(offset, offset + Length - 1) : new RangeHeaderValue(null, Length);
}
