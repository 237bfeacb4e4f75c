using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>
/// The bytecode of a whole wheel, made by one compiler. It belongs to the sources as they were unpacked: those in the cache of wheels that are
/// older than the index which was written behind them. Whoever writes into one, be it by its name in an environment, makes it younger.
/// </summary>
public sealed record KeptWheel
{
    internal KeptWheel(FsPath folder, FileTime unpacked, IReadOnlyList<KeptPyc> pycs)
    {
        Folder = folder;
        Unpacked = unpacked;
        Pycs = pycs;
    }

    internal FsPath Folder { get; }

    /// <summary>When the wheel was unpacked from which the headers have their times.</summary>
    internal FileTime Unpacked { get; }

    /// <summary>When the wheel was unpacked that lies in the cache of wheels now.</summary>
    internal FileTime UnpackedNow { get; init; }

    /// <summary>
    /// True if import itself notices every source that was written to since: the headers hold these very files' times, and each was looked at once more
    /// when the second of its time was over. Files need not be looked at one by one then: a look costs 1.5 µs.
    /// </summary>
    internal bool IsSettled { get; init; }

    /// <summary>True if it was compiled by this very run, ahead of the install.</summary>
    internal bool IsOfThisRun { get; init; }

    internal IReadOnlyList<KeptPyc> Pycs { get; }

    /// <summary>
    /// Looks at every kept file: false if one is not as it was left. A look costs 2 µs, most of it for what the link of the file would wait for otherwise; it is
    /// taken where wheels are planned, while a core has nothing else to do.
    /// </summary>
    internal bool IsUntouched()
    {
        if (FolderHandle.Open(Folder, follow: false, out var folder).IsError)
            return false;
        Span<byte> name = stackalloc byte[KeptFile.LongestName];
        using (folder)
        {
            foreach (var pyc in Pycs)
            {
                if (pyc.HasCode && (folder!.Stat(KeptFile.WriteName(pyc.Entry, name), follow: false, out var status).IsError || !pyc.IsUntouched(status)))
                    return false;
            }
        }
        return true;
    }

    /// <summary>Size of all its files together.</summary>
    internal long SizeBytes => Pycs.Sum(pyc => pyc.SizeBytes);
}
