using Kiln.Engine.Bytecode.Kept;

namespace Kiln.Terminal;

/// <summary>What <c>kiln cache stats --output-format json</c> prints: of compiled bytecode, since the cache was made.</summary>
/// <param name="Hits">Number of <c>.pyc</c> files that were in the cache.</param>
/// <param name="Misses">Number of those that had to be compiled.</param>
/// <param name="SavedBytes">Bytes of those that were not compiled again.</param>
internal sealed record CacheStatisticsDocument(long Hits, long Misses, long SavedBytes)
{
    /// <summary>The document of these counts.</summary>
    public static CacheStatisticsDocument Of(BytecodeCounts counts) => new(counts.Hits, counts.Misses, counts.SavedBytes);
}
