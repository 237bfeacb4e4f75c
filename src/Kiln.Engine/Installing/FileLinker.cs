using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>
/// Brings files from the cache to their place in the way that was asked for, or the next best that the file systems allow, found out by the first file
/// (uv's chain: clone, hard link, copy; symbolic link, copy). Used by several threads.
/// </summary>
public sealed class FileLinker(LinkMode mode, IReporter reporter)
{
    private volatile LinkMode _mode = mode;
    private int _isTold;

    /// <summary>True if files in place are links to those of the cache, as far as is known by now.</summary>
    public bool MakesLinks => _mode is LinkMode.Hardlink or LinkMode.Symlink;

    /// <summary>Makes the file; an error if something is there.</summary>
    /// <param name="link">The file.</param>
    /// <param name="sources">The folders of the cache that the caller has open.</param>
    /// <param name="target">The folder that the file goes to; null if it cannot be held open.</param>
    public FileError Link(in PlannedLink link, FolderTrail sources, FolderHandle? target)
    {
        while (true)
        {
            var mode = _mode;
            var error = TryLink(mode, link, sources, target);
            if (!error.IsError || mode == LinkMode.Copy || !IsForWantOfMeans(error))
                return error;
            _mode = mode == LinkMode.Clone ? LinkMode.Hardlink : LinkMode.Copy;
            if (_mode == LinkMode.Copy && Interlocked.Exchange(ref _isTold, 1) == 0)
                reporter.Warn("files are copied: the cache lies on another file system, or this one has no links; `--link-mode copy` silences this");
        }
    }

    private static FileError TryLink(LinkMode mode, in PlannedLink link, FolderTrail sources, FolderHandle? target)
    {
        uint bits = link.IsExecutable ? 0x1edu : 0x1a4u;
        return mode switch
        {
            LinkMode.Clone => FileCopy.Clone(link.Source, link.Target, bits),
            LinkMode.Hardlink => HardLink(link, sources, target),
            LinkMode.Symlink => SymbolicLink.Make(link.Target, link.Source),
            _ => FileCopy.Copy(link.Source, link.Target, bits),
        };
    }

    private static FileError HardLink(in PlannedLink link, FolderTrail sources, FolderHandle? target)
    {
        var folder = sources.FolderOf(link.Source);
        if (target is null || (folder is null && sources.Enter(link.Source.Parent, out folder).IsError))
            return FileCopy.HardLink(link.Source, link.Target);
        return target.HardLink(folder!, link.Source.TerminatedName, link.Target.TerminatedName);
    }

    /// <summary>True for answers that any other file would get too; not for a missing source, a taken name, a full disk.</summary>
    private static bool IsForWantOfMeans(FileError error) => error.Fault is FileFault.CrossDevice or FileFault.AccessDenied or FileFault.Other;
}
