using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Managed.Downloads;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Managed;

/// <summary>
/// Installs Pythons into the folder of managed ones, several at once, each whole or not at all: fetch out of sight, change what names the place of the
/// build, rename into place. The folder's lock is held by the caller.
/// </summary>
public sealed class PythonInstaller(ManagedFolder folder, PythonSource source, Timeline timeline, IReporter reporter)
{
    /// <summary>Installs these, in the place of what is there; each that failed, with its reason.</summary>
    /// <param name="downloads">What to install; none twice.</param>
    /// <param name="installed">Is told of each as soon as it is complete, from any thread.</param>
    /// <param name="cancellation">Ends it.</param>
    public IReadOnlyList<InstallFailure> Install(IReadOnlyList<PythonDownload> downloads, Action<ManagedPython> installed, CancellationToken cancellation)
    {
        var failures = new List<InstallFailure>();
        int next = -1;
        reporter.Started("Downloading", 0, ProgressUnit.Bytes);
        var threads = Enumerable.Range(0, Math.Min(downloads.Count, Math.Max(source.ConcurrentDownloads, 1)))
            .Select(_ => WorkerThread.Start("kiln-python", Serve)).ToArray();
        foreach (var thread in threads)
            thread.Join();
        reporter.Finished();
        cancellation.ThrowIfCancellationRequested();
        return [.. failures.OrderBy(static failure => failure.Key, PythonKey.Preferred)];

        void Serve()
        {
            while (Interlocked.Increment(ref next) is var index && index < downloads.Count && !cancellation.IsCancellationRequested)
            {
                try
                {
                    installed(InstallOne(downloads[index], cancellation));
                }
                catch (UserErrorException problem)
                {
                    lock (failures)
                        failures.Add(new InstallFailure(downloads[index].Key, problem));
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Brings a Python that is there to the state in which one is installed; what is right is not touched.</summary>
    public static void Complete(ManagedPython python) => new PythonFinish(python, python.Root).Apply();

    private ManagedPython InstallOne(PythonDownload download, CancellationToken cancellation)
    {
        var python = new ManagedPython(folder.PlaceOf(download.Key), download.Key);
        var stage = new PythonFetcher(folder, source, timeline, reporter).Fetch(download, cancellation);
        try
        {
            var root = PythonArchive.RootOf(stage, download.Key.Platform.System);
            var tree = new ManagedPython(root, download.Key);
            new PythonFinish(python, root).Apply();
            ThrowIfError(root, download.Build is { } build ? tree.WriteBuild(build) : FileError.None);
            cancellation.ThrowIfCancellationRequested();
            ThrowIfError(python.Folder, folder.Place(root, download.Key));
            timeline.Add($"installed {download.Key}");
            return python;
        }
        finally
        {
            _ = FileSystem.DeleteTree(stage);
        }
    }

    private static void ThrowIfError(FsPath path, FileError error)
    {
        if (error.IsError)
            throw UserErrorException.ForFile("write", path, error);
    }
}
