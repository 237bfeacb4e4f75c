using Kiln.Engine.Io;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Managed.Downloads;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Managed;

/// <summary>
/// Brings the tree of a Python into a folder where nobody sees it: downloaded, hashed and unpacked at once. What is handed out has the right hash.
/// A download that was interrupted leaves what it has; the next one goes on there.
/// </summary>
internal sealed class PythonFetcher(ManagedFolder folder, PythonSource source, Timeline timeline, IReporter reporter)
{
    /// <summary>Fetches one; the root of its tree, in the scratch folder. A <see cref="UserErrorException"/> where that cannot be.</summary>
    public FsPath Fetch(PythonDownload download, CancellationToken cancellation)
    {
        var kind = PythonArchive.KindOf(download);
        string url = source.Mirrors.UrlOf(download);
        if (LocalFile.Find(url) is { } local)
            return Open(local, download, kind, cancellation);
        var kept = source.PlaceOf(download);
        if (!kept.IsEmpty && FileSystem.IsFile(kept))
        {
            timeline.Add($"taking {download.Key} from `{kept}`");
            return Open(kept, download, kind, cancellation);
        }
        if (source.IsOffline)
            throw OfflineError(download, url, kept);
        return Download(new Uri(url), download, kind, kept, cancellation);
    }

    /// <summary>An archive that is on this machine.</summary>
    private FsPath Open(FsPath archive, PythonDownload download, PythonArchiveKind kind, CancellationToken cancellation)
    {
        var stage = folder.NewScratch();
        try
        {
            string found = PythonArchive.UnpackLocal(archive, kind, stage, cancellation);
            CheckHash(download, found);
            return stage;
        }
        catch
        {
            _ = FileSystem.DeleteTree(stage);
            throw;
        }
    }

    private FsPath Download(Uri url, PythonDownload download, PythonArchiveKind kind, FsPath kept, CancellationToken cancellation)
    {
        if (!kept.IsEmpty)
            _ = FileSystem.MakeFolders(kept.Parent);
        var part = folder.PartialOf(download);
        // Without a hash nothing tells whether what is there is of what comes now.
        if (download.Sha256 is null)
            _ = FileSystem.Delete(part);
        bool goesOn = FileSystem.IsFile(part);
        FsPath stage;
        try
        {
            stage = new PythonArrival(url, download, kind, part, folder.NewScratch(), timeline).Receive(source, reporter, cancellation);
        }
        catch (UserErrorException) when (goesOn && !FileSystem.Exists(part))
        {
            // What an earlier run had left was not of this archive.
            timeline.Add($"downloading {download.Key} anew");
            stage = new PythonArrival(url, download, kind, part, folder.NewScratch(), timeline).Receive(source, reporter, cancellation);
        }
        if (kept.IsEmpty || (FileSystem.Rename(part, kept).IsError && !TryCopy(part, kept)))
            _ = FileSystem.Delete(part);
        return stage;
    }

    /// <summary>To another file system, beside its place first.</summary>
    private static bool TryCopy(FsPath part, FsPath kept)
    {
        const uint everyone = 0x1b6;
        var beside = kept.Parent.Append(TemporaryName.Next());
        bool isThere = !FileCopy.Copy(part, beside, everyone).IsError && !FileSystem.Rename(beside, kept).IsError;
        if (!isThere)
            _ = FileSystem.Delete(beside);
        _ = FileSystem.Delete(part);
        return isThere;
    }

    /// <summary>Compares with what is known of the archive.</summary>
    internal static void CheckHash(PythonDownload download, string found)
    {
        if (download.Sha256 is { } expected && expected != found)
        {
            throw new UserErrorException($"the archive of {download.Key} is not what the list of downloads says")
            {
                Details = $"expected SHA-256 {expected}\nfound    SHA-256 {found}",
                Hint = "it was damaged on its way, or changed by somebody: nothing of it was installed",
            };
        }
    }

    private static UserErrorException OfflineError(PythonDownload download, string url, FsPath kept) => new($"{download.Key} is not here, and the network is not to be used")
    {
        Hint = kept.IsEmpty ? "leave `--offline` away, or name a folder of archives with `KILN_PYTHON_CACHE_DIR`"
            : $"put the file at `{UrlText.Of(new Uri(url))}` to `{kept}`, or leave `--offline` away",
    };
}
