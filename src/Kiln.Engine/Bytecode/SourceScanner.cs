namespace Kiln.Engine.Bytecode;

/// <summary>Finds the sources of a selection, and those among them whose bytecode is not current, on several threads.</summary>
internal sealed class SourceScanner(BytecodeFormat format, BytecodeOptions options)
{
    /// <summary>
    /// Walks the selection; what each thread found is in its <see cref="FolderScan"/>.
    /// <paramref name="found"/> is told from any thread the size of each source to be compiled, while the walk goes on.
    /// </summary>
    public IReadOnlyList<FolderScan> Scan(SourceSelection selection, Action<long>? found, CancellationToken cancellation)
    {
        var exclusion = new SourceExclusion(selection.Exclude);
        var naming = new PycNaming(format.CacheTag, options.CachePrefix);
        return FolderWalk.Run(
            selection, options.Jobs,
            queue => new FolderScan(format, options, naming, exclusion, queue, found, selection.Done),
            (scan, job) => scan.Scan(job), cancellation);
    }
}
