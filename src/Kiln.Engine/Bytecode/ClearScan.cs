using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Removes the bytecode of folders on one thread.</summary>
internal sealed class ClearScan(ClearOptions options, FolderPair pair, DateTimeOffset now)
{
    private readonly byte[][] _tags = [.. options.Tags.Select(Encoding.UTF8.GetBytes)];
    private readonly byte[] _magic = new byte[4];

    /// <summary>What was removed.</summary>
    public ClearTally Tally { get; } = new(options.DryRun, options.KeepRemoved);

    /// <summary>Staging folders, of this or another run.</summary>
    public List<FsPath> StagingFolders { get; } = [];

    /// <summary>Clears one folder.</summary>
    public void Scan(FolderJob job)
    {
        var error = pair.Open(job, followCache: false);
        if (error.IsError)
        {
            if (error.Fault is not (FileFault.NotFound or FileFault.NotFolder))
                Tally.Fail(job.Path, error);
            return;
        }
        StagingFolders.AddRange(pair.StagingFolders);
        if (pair.CacheError.Fault is FileFault.AccessDenied or FileFault.Other or FileFault.TooManyOpen)
            Tally.Fail(pair.CachePath, pair.CacheError);
        else if (!LeadsThroughLink(pair.CachePath))
            ClearCache();
    }

    /// <summary>True if a link lies on the way from a mirror's top to a folder; links on the way to its top are the user's.</summary>
    private bool LeadsThroughLink(FsPath folder)
    {
        if (options.CachePrefix.IsEmpty)
            return false;
        for (; folder != options.CachePrefix; folder = folder.Parent)
        {
            if (!FileSystem.Stat(folder, follow: false, out var status).IsError && status.Kind == FileKind.Link)
                return true;
        }
        return false;
    }

    private void ClearCache()
    {
        int removed = pair.CachedFiles.Count(TryRemove);
        if (removed == 0 || removed < pair.CachedCount || !Tally.RemoveFolder(pair.CachePath) || options.CachePrefix.IsEmpty)
            return;

        // A mirror's folders are only there for what they hold.
        for (var folder = pair.CachePath.Parent; folder != options.CachePrefix && !options.DryRun && Tally.RemoveFolder(folder);)
            folder = folder.Parent;
    }

    private bool TryRemove(FsPath file)
    {
        if (FileSystem.Stat(file, follow: false, out var status).IsError || status.Kind != FileKind.File)
            return false;
        if (TemporaryName.IsOne(file.Name))
            return UnfinishedFile.IsAbandoned(file, status, now) && Tally.RemoveUnfinished(file, status.Size);
        return IsBytecode(file) && IsOld(status) && Tally.RemoveBytecode(file, status.Size);
    }

    private bool IsBytecode(FsPath file)
    {
        if (!PycName.TryParse(file.Name, out var name))
            return false;
        if (options.Levels.Count > 0 && !(name.Level is int level && options.Levels.Contains(level)))
            return false;
        return IsOfTags(name.Tag) && (pair.HasSource(name) || (options.Orphans && pair.Job.Names is null && BeginsAsBytecode(file)));
    }

    private bool IsOfTags(ReadOnlySpan<byte> tag)
    {
        foreach (var wanted in _tags)
        {
            if (tag.SequenceEqual(wanted))
                return true;
        }
        return _tags.Length == 0;
    }

    private bool IsOld(in FileStatus status) =>
        options.OlderThan is not { } age || now.ToUnixTimeSeconds() - status.ModifiedSeconds > age.TotalSeconds;

    /// <summary>True for the magic number of any interpreter: two bytes, carriage return, line feed.</summary>
    private bool BeginsAsBytecode(FsPath file)
    {
        if (FileHandle.OpenRead(file, out var opened).IsError)
            return false;
        using (opened!)
            return !opened!.Read(_magic, out int count).IsError && count == _magic.Length && _magic.AsSpan(2).SequenceEqual("\r\n"u8);
    }
}
