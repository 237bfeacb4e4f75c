using System.Runtime.ExceptionServices;
using Kiln.Engine.Index;
using Kiln.Engine.Io;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Managed.Downloads;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Managed;

/// <summary>One archive on its way from a server into a folder: one task downloads and hashes, this thread unpacks what is there already.</summary>
/// <param name="url">Where it lies.</param>
/// <param name="download">Which it is.</param>
/// <param name="kind">How it is packed.</param>
/// <param name="part">Where its bytes go; what an interrupted download left there is gone on with.</param>
/// <param name="stage">Where its tree goes.</param>
/// <param name="timeline">Is told what is done.</param>
internal sealed class PythonArrival(Uri url, PythonDownload download, PythonArchiveKind kind, FsPath part, FsPath stage, Timeline timeline)
{
    private readonly ArrivingFile _arriving = new(part);

    /// <summary>
    /// Receives it; the folder with its tree. After a failure the tree is gone; the bytes stay only where they are of use to the next try: if the connection
    /// was lost, or the user ended the run.
    /// </summary>
    public FsPath Receive(PythonSource source, IReporter reporter, CancellationToken cancellation)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeline.Add($"downloading {download.Key}");
        var receiving = Task.Run(() => DownloadAsync(source, reporter, others.Token), CancellationToken.None);
        var unpacking = Attempt(() => UnpackAll(others.Token));
        // A damaged archive is waited for: its hash says more. Anything else (no space, a hostile archive) ends the download.
        if (unpacking is not (null or InvalidDataException))
            others.Cancel();
        string found = "";
        var receipt = Attempt(() => found = receiving.GetAwaiter().GetResult());
        var failure = cancellation.IsCancellationRequested ? new OperationCanceledException(cancellation)
            : receipt is HttpFailureException lost ? RemoteError.OfArchive(lost)
            : unpacking is not (null or InvalidDataException) ? unpacking
            : receipt ?? Attempt(() => PythonFetcher.CheckHash(download, found))
            ?? (unpacking is null ? null : PythonArchive.Damaged(FsPath.From(download.FileName)));
        if (failure is null)
        {
            timeline.Add($"downloaded and unpacked {download.Key}");
            return stage;
        }
        _ = FileSystem.DeleteTree(stage);
        bool isOfUse = failure is OperationCanceledException || receipt is HttpFailureException { Fault: HttpFault.Connection };
        if (!isOfUse)
            _ = FileSystem.Delete(part);
        ExceptionDispatchInfo.Throw(failure);
        return default;
    }

    private async Task<string> DownloadAsync(PythonSource source, IReporter reporter, CancellationToken cancellation)
    {
        try
        {
            var fetcher = source.Network.FetcherFor(url);
            var arrival = await fetcher.DownloadAsync(new HttpQuery(url), part, Arrived, cancellation, goesOn: true).ConfigureAwait(false);
            arrival.ThrowIfRefused();
            return arrival.Sha256;
        }
        finally
        {
            _arriving.End();
        }

        void Arrived(long count)
        {
            _arriving.Arrived(count);
            reporter.Advanced(count);
        }
    }

    /// <summary>Begins anew with a download that does.</summary>
    private void UnpackAll(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                PythonArchive.UnpackArriving(_arriving, part, kind, stage, cancellation);
                return;
            }
            catch (ArrivingFile.RestartedException)
            {
                _ = FileSystem.DeleteTree(stage);
            }
        }
    }

    private static Exception? Attempt(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception) when (exception is UserErrorException or HttpFailureException or InvalidDataException or OperationCanceledException)
        {
            return exception;
        }
    }
}
