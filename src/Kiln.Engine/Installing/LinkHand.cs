using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>Puts files in place, one after the other, best in the order of folders: it keeps the last ones open. One per thread.</summary>
internal sealed class LinkHand(FileLinker linker, FolderMaker folders, BytecodeHand? bytecode, WheelRenewal? renewal) : IDisposable
{
    private readonly FolderTrail _sources = new();
    private readonly FolderTrail _targets = new();
    private bool _isNewFolder;

    /// <summary>Puts a file in place, with its bytecode.</summary>
    /// <param name="link">The file.</param>
    /// <param name="wheel">The number of its wheel.</param>
    /// <param name="number">Its number among the wheel's links.</param>
    /// <exception cref="UserErrorException">It cannot be done.</exception>
    public void Link(in PlannedLink link, int wheel, int number)
    {
        var folder = _targets.FolderOf(link.Target) ?? Enter(link.Target.Parent);
        var error = Link(link, folder);
        if (error.IsError)
            throw UserErrorException.ForFile("install", link.Target, error);
        bytecode?.Place(wheel, number, link, folder, _isNewFolder, linker.MakesLinks);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sources.Dispose();
        _targets.Dispose();
        bytecode?.Dispose();
    }

    private FolderHandle? Enter(FsPath folder)
    {
        _isNewFolder = folders.Make(folder, _targets.Above(folder));
        _ = _targets.Enter(folder, out var entered);
        return entered;
    }

    // What was there before is aside by now: what is in the way was added by this change, or by somebody who does not know of locks.
    private FileError Link(in PlannedLink link, FolderHandle? folder)
    {
        var error = linker.Link(link, _sources, folder);
        if (error.Fault == FileFault.Exists)
        {
            _ = FileSystem.Delete(link.Target);
            error = linker.Link(link, _sources, folder);
        }
        if (error.IsError)
        {
            // The cache's folder that is open may not be the one that is there now: another thread may have got the wheel anew.
            _sources.Forget();
            error = linker.Link(link, _sources, folder);
        }
        return error.IsError && renewal?.TryRestore(link.Source, link.SizeBytes) == true ? Again(link, folder) : error;
    }

    private FileError Again(in PlannedLink link, FolderHandle? folder)
    {
        _sources.Forget();
        return linker.Link(link, _sources, folder);
    }
}
