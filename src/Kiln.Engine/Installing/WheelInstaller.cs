using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>
/// Carries out a change of an environment: take away what is removed, put the wheels' files in place, then what the installer itself writes,
/// then each RECORD. The environment's lock is held. If anything fails, all is as it was.
/// </summary>
/// <param name="target">Where.</param>
/// <param name="linker">How files come there.</param>
/// <param name="reporter">Is told of progress, and what a user should know.</param>
/// <param name="renewal">Helps where the cache has lost a file; null if nobody can.</param>
/// <param name="bytecode">Puts bytecode beside the sources; null for none.</param>
public sealed class WheelInstaller(
    InstallTarget target, FileLinker linker, IReporter reporter, WheelRenewal? renewal = null, BytecodeLinker? bytecode = null)
{
    private readonly FolderMaker _folders = new(target.Roots);

    /// <summary>Removes and installs; no two of the wheels bring the same file (<see cref="OverlappingWheels"/>).</summary>
    /// <exception cref="UserErrorException">It could not be done; nothing was changed.</exception>
    public void Change(IReadOnlyList<RemovalPlan> removals, IReadOnlyList<PlannedWheel> wheels, CancellationToken cancellation)
    {
        var contents = EasyInstallPaths.Without(removals).Concat(wheels.SelectMany(wheel => wheel.Contents)).ToList();
        using var transaction = InstallTransaction.Begin(target, JournalFiles(wheels, contents));
        Stash(removals, transaction);
        transaction.BeginAdding();

        new LinkRun(linker, _folders, bytecode, renewal, reporter).Link(wheels, cancellation);
        cancellation.ThrowIfCancellationRequested();
        bytecode?.Conclude(linker.MakesLinks, _folders);
        var folder = default(FsPath);
        foreach (var content in contents)
            Write(content, ref folder);
        for (int i = 0; i < wheels.Count; i++)
            Write(bytecode?.Truthful(i, wheels[i].Record) ?? wheels[i].Record, ref folder);
        cancellation.ThrowIfCancellationRequested();
        transaction.Commit();
        EmptyFolders.Remove(removals.SelectMany(removal => removal.LooseFolders), target.Roots);
    }

    /// <summary>Moves aside what is removed. A folder that cannot be moved as a whole (something is mounted on it) is emptied.</summary>
    private void Stash(IReadOnlyList<RemovalPlan> removals, InstallTransaction transaction)
    {
        var whole = new WholeFolders(removals, target.Roots);
        var kept = whole.Topmost.Where(folder => transaction.Stash(folder).IsError).ToList();
        foreach (var path in removals.SelectMany(removal => removal.Paths))
        {
            if (!whole.Contains(path.Parent) || kept.Exists(folder => path.IsWithin(folder)))
                Require(transaction.Stash(path), "remove", path);
        }
    }

    private static List<JournalFile> JournalFiles(IReadOnlyList<PlannedWheel> wheels, List<PlannedContent> contents)
    {
        var files = new List<JournalFile>(wheels.Sum(wheel => wheel.Links.Count + 1) + contents.Count);
        foreach (var link in wheels.SelectMany(wheel => wheel.Links))
            files.Add(new JournalFile(link.Target, link.SizeBytes, link.RecordHash));
        foreach (var content in contents.Concat(wheels.Select(wheel => wheel.Record)))
            files.Add(new JournalFile(content.Target, content.Content.Length, RecordHash.Of(content.Content.Span)));
        return files;
    }

    private void Write(PlannedContent content, ref FsPath folder)
    {
        _folders.MakeFor(content.Target, ref folder);
        _ = FileSystem.Delete(content.Target);
        Require(FileSystem.WriteNew(content.Target, content.Content.Span, content.IsExecutable ? 0x1ffu : 0x1b6u), "write", content.Target);
    }

    private static void Require(FileError error, string action, FsPath path)
    {
        if (error.IsError)
            throw UserErrorException.ForFile(action, path, error);
    }
}
