using Kiln.Engine.Cache;

namespace Kiln.Engine.Index;

/// <summary>A page or small file that was read by its URL.</summary>
/// <param name="Url">Where it came from: what its relative links are meant from.</param>
/// <param name="ContentType">The kind of content, as the server names it.</param>
/// <param name="Content">The bytes.</param>
public sealed record RemoteText(Uri Url, string ContentType, ReadOnlyMemory<byte> Content)
{
    internal static RemoteText Of(HttpCacheEntry entry) => new(new Uri(entry.Url), entry.ContentType, entry.Content);
}
