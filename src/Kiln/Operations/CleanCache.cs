using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Managed;
using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Removes from the cache, alone: runs that use it are waited for, and those that come meanwhile wait.</summary>
internal static class CleanCache
{
    /// <summary><c>kiln cache clean</c>: everything, or what belongs to packages; returns the exit code.</summary>
    public static int Clean(CleanCacheOptions options, Output output, CancellationToken cancellation)
    {
        var packages = options.Packages.Select(PackageName.Parse).ToHashSet();
        var cache = options.Global.Cache;
        if (packages.Count == 0)
            output.WriteMessage($"Clearing cache at: {output.Paint(Style.Path, cache.Path.ToString())}");
        using var cleaner = Open(options, output, cancellation);
        var bytecode = packages.Count == 0 ? default : BytecodeCacheCleaner.Of(cache).Clean(cleaner?.Find(packages) ?? []);
        var removed = ((packages.Count > 0 ? cleaner?.Clean(packages) : cleaner?.Clean()) ?? default) + bytecode;
        if (packages.Count == 0)
            removed += cache.RemoveBucketsBeside(WheelCacheCleaner.BucketIn(cache)) + RemoveUnfinishedPythons(options, withDownloads: true);
        return Tell(removed, "No cache entries found", output);
    }

    /// <summary>
    /// <c>kiln cache prune</c>: what can be of no use; with <c>--ci</c> every wheel that an index can give again, which is every wheel as long as
    /// Kiln builds none. Their bytecode stays: it costs more to make than a wheel to fetch.
    /// </summary>
    public static int Prune(CleanCacheOptions options, Output output, CancellationToken cancellation)
    {
        output.WriteMessage($"Pruning cache at: {output.Paint(Style.Path, options.Global.Cache.Path.ToString())}");
        using var cleaner = Open(options, output, cancellation);
        var removed = (options.ForContinuousIntegration ? cleaner?.Clean() : cleaner?.Prune()) ?? default;
        removed += BytecodeCacheCleaner.Of(options.Global.Cache).Prune(TimeProvider.System) + RemoveUnfinishedPythons(options, withDownloads: false);
        return Tell(removed, "No unused entries found", output);
    }

    /// <summary>Archives of Pythons that were never downloaded to their end lie beside the Pythons; they are of use like what lies in the cache.</summary>
    private static TreeSize RemoveUnfinishedPythons(CleanCacheOptions options, bool withDownloads) =>
        ManagedPythonFolders.OfKiln(options.Global.Surroundings) is { } folder ? new ManagedFolder(folder).RemoveUnfinished(withDownloads) : default;

    private static WheelCacheCleaner? Open(CleanCacheOptions options, Output output, CancellationToken cancellation)
    {
        if (options.Force)
            return WheelCacheCleaner.OpenByForce(options.Global.Cache);
        using var reporter = new ProgressLine(output, TimeProvider.System);
        return WheelCacheCleaner.Open(options.Global.Cache, reporter, cancellation);
    }

    private static int Tell(TreeSize removed, string nothing, Output output)
    {
        output.WriteMessage(removed.Files == 0 ? nothing : $"Removed {Phrase.Count(removed.Files, "file")} ({Phrase.Size(removed.Bytes)})");
        return 0;
    }
}
