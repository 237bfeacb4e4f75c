using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// Under which package a source is counted: the first folder or module below the root, or below the last <c>site-packages</c> on its path.
/// </summary>
internal static class PackageNaming
{
    /// <summary>The name for a source that was found by this job.</summary>
    public static string Of(FolderJob job, FsPath source)
    {
        var below = BelowSitePackages(source.Bytes);
        if (below.IsEmpty)
            below = job.BelowRoot(source);
        int end = below.IndexOf((byte)'/');
        var name = end >= 0 ? below[..end] : below.EndsWith(".py"u8) && below.Length > 3 ? below[..^3] : below;
        return Printable.Text(name);
    }

    private static ReadOnlySpan<byte> BelowSitePackages(ReadOnlySpan<byte> path)
    {
        var site = "/site-packages/"u8;
        var debian = "/dist-packages/"u8;
        int start = Math.Max(path.LastIndexOf(site), path.LastIndexOf(debian));
        return start < 0 ? default : path[(start + site.Length)..];
    }
}
