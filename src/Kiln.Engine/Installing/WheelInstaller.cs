using Kiln.Engine.Io;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Installing;

/// <summary>
/// Carries out a change of an environment: take away what is removed, put the wheels' files in place, then what the installer itself writes,
/// then each RECORD. The environment's lock is held. If anything fails, all is as it was.
/// </summary>
/// <param name="target">Where.</param>
/// <param name="linker">How files come there.</param>
/// <param name="reporter">Is told of progress, and what a user should know.</param>
public sealed class WheelInstaller(InstallTarget target, FileLinker linker, IReporter reporter)
{
    // Files are handed to threads in runs of this many, neighbours together: they share folders.
    private const int RunLength = 256;

    /// <summary>Removes and installs.</summary>
    /// <exception cref="UserErrorException">It could not be done; nothing was changed.</exception>
    public void Change(IReadOnlyList<RemovalPlan> removals, IReadOnlyList<PlannedWheel> wheels, CancellationToken cancellation)
    {
        var links = WithoutDoubles(wheels);
        using var transaction = InstallTransaction.Begin(target, [.. JournalFiles(wheels)]);
        foreach (var path in removals.SelectMany(removal => removal.Paths))
            Require(transaction.Stash(path), "remove", path);

        LinkAll(links, transaction, cancellation);
        foreach (var content in wheels.SelectMany(wheel => wheel.Contents))
            Write(content, transaction);
        foreach (var wheel in wheels)
            Write(wheel.Record, transaction);
        cancellation.ThrowIfCancellationRequested();
        transaction.Commit();
        EmptyFolders.Remove(removals.SelectMany(removal => removal.Paths).Select(path => path.Parent), target.Roots);
    }

    private static IEnumerable<JournalFile> JournalFiles(IReadOnlyList<PlannedWheel> wheels)
    {
        foreach (var wheel in wheels)
        {
            foreach (var link in wheel.Links)
                yield return new JournalFile(link.Target, link.SizeBytes, link.RecordHash);
            foreach (var content in wheel.Contents.Append(wheel.Record))
                yield return new JournalFile(content.Target, content.Content.Length, Wheels.RecordHash.Of(content.Content));
        }
    }

    /// <summary>Where two wheels bring one file, the later one's stays, and the user is told.</summary>
    private List<PlannedLink> WithoutDoubles(IReadOnlyList<PlannedWheel> wheels)
    {
        var owners = new Dictionary<FsPath, (PlannedWheel Wheel, int Index)>();
        var links = new List<PlannedLink>();
        foreach (var wheel in wheels)
        {
            foreach (var link in wheel.Links)
            {
                if (!owners.TryGetValue(link.Target, out var first))
                {
                    owners[link.Target] = (wheel, links.Count);
                    links.Add(link);
                    continue;
                }
                links[first.Index] = link;
                reporter.Warn($"`{first.Wheel.Name}` and `{wheel.Name}` both bring `{link.Target}`; that of `{wheel.Name}` is installed");
            }
        }
        return links;
    }

    private void LinkAll(List<PlannedLink> links, InstallTransaction transaction, CancellationToken cancellation)
    {
        int next = 0;
        UserErrorException? failure = null;
        void LinkRuns()
        {
            var made = new HashSet<FsPath>();
            for (int start; (start = Interlocked.Add(ref next, RunLength) - RunLength) < links.Count && failure is null && !cancellation.IsCancellationRequested;)
            {
                for (int i = start; i < Math.Min(start + RunLength, links.Count); i++)
                {
                    try
                    {
                        Link(links[i], made, transaction);
                    }
                    catch (UserErrorException error)
                    {
                        failure = error;
                        return;
                    }
                }
                reporter.Advanced(Math.Min(RunLength, links.Count - start));
            }
        }

        var others = Enumerable.Range(1, Math.Clamp(Environment.ProcessorCount, 1, 8) - 1).Select(_ => WorkerThread.Start("kiln-link", LinkRuns)).ToList();
        LinkRuns();
        others.ForEach(thread => thread.Join());
        if (failure is not null)
            throw failure;
    }

    private void Link(in PlannedLink link, HashSet<FsPath> made, InstallTransaction transaction)
    {
        MakeFolderOf(link.Target, made);
        var error = linker.Link(link);
        if (error.Fault == FileFault.Exists)
        {
            Require(transaction.Stash(link.Target), "replace", link.Target);
            error = linker.Link(link);
        }
        Require(error, "install", link.Target);
    }

    private void Write(PlannedContent content, InstallTransaction transaction)
    {
        MakeFolderOf(content.Target, []);
        if (!FileSystem.Stat(content.Target, follow: false, out _).IsError)
            Require(transaction.Stash(content.Target), "replace", content.Target);
        Require(FileSystem.WriteAll(content.Target, content.Content, content.IsExecutable ? 0x1ffu : 0x1b6u), "write", content.Target);
    }

    /// <summary>Folders that were there before may be links: what they lead to must lie in the environment.</summary>
    private void MakeFolderOf(FsPath file, HashSet<FsPath> made)
    {
        var folder = file.Parent;
        if (!made.Add(folder))
            return;
        var error = FileSystem.MakeFolder(folder);
        if (!error.IsError)
            return;
        if (error.Fault == FileFault.NotFound)
        {
            MakeFolderOf(folder, made);
            error = FileSystem.MakeFolder(folder);
        }
        if (error.Fault == FileFault.Exists)
            error = Containment.Check(folder, target.Roots);
        Require(error, "make the folder", folder);
    }

    private static void Require(FileError error, string action, FsPath path)
    {
        if (error.IsError)
            throw UserErrorException.ForFile(action, path, error);
    }
}
