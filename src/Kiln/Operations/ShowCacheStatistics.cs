using Kiln.Engine.Bytecode.Kept;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Prints what the cache of bytecode was good for since it was made.</summary>
internal static class ShowCacheStatistics
{
    /// <summary>Prints it, for people or as JSON; returns the exit code.</summary>
    public static int Run(GlobalOptions options, OutputFormat format, Output output)
    {
        var counts = BytecodeCache.CountsOf(options.Cache);
        if (format == OutputFormat.Json)
        {
            output.WriteJson(CacheStatisticsDocument.Of(counts), JsonDocuments.Default.CacheStatisticsDocument);
            return 0;
        }
        output.WriteData($"Bytecode: {Phrase.Count(counts.Hits, "file")} found, {counts.Misses} missed, {Phrase.Size(counts.SavedBytes)} not compiled again");
        return 0;
    }
}
