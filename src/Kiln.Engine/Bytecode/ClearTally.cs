using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Removes on one thread, or in a dry run does not, and counts.</summary>
internal sealed class ClearTally(bool isDryRun, bool keepRemoved)
{
    /// <summary>Number of bytecode files removed.</summary>
    public int Files { get; private set; }

    /// <summary>True if nothing is removed, only counted.</summary>
    public bool IsDryRun => isDryRun;

    /// <summary>Number of unfinished files, and folders of them, removed.</summary>
    public int Unfinished { get; private set; }

    /// <summary>Number of folders removed.</summary>
    public int Folders { get; private set; }

    /// <summary>Size of the files.</summary>
    public long Bytes { get; private set; }

    /// <summary>Paths of the files, if they are kept.</summary>
    public List<FsPath> Removed { get; } = [];

    /// <summary>What could not be removed.</summary>
    public List<ClearFailure> Failures { get; } = [];

    /// <summary>Removes a bytecode file; false if it is still there.</summary>
    public bool RemoveBytecode(FsPath path, long size)
    {
        bool isRemoved = Remove(path, size);
        Files += isRemoved ? 1 : 0;
        return isRemoved;
    }

    /// <summary>Removes an unfinished file; false if it is still there.</summary>
    public bool RemoveUnfinished(FsPath path, long size)
    {
        bool isRemoved = Remove(path, size);
        Unfinished += isRemoved ? 1 : 0;
        return isRemoved;
    }

    /// <summary>Counts a staging folder that was removed, with all that it held.</summary>
    public void CountStaging(long size)
    {
        Unfinished++;
        Bytes += size;
    }

    /// <summary>Removes a folder that should be empty; false if it is not, which is no failure.</summary>
    public bool RemoveFolder(FsPath path)
    {
        var error = isDryRun ? FileError.None : FileSystem.DeleteFolder(path);
        Folders += error.IsError ? 0 : 1;
        if (error.IsError && error.Fault is not (FileFault.NotEmpty or FileFault.NotFound or FileFault.Exists))
            Fail(path, error);
        return !error.IsError;
    }

    /// <summary>Takes down what could not be removed.</summary>
    public void Fail(FsPath path, FileError error) => Failures.Add(new ClearFailure(path, error.Reason));

    private bool Remove(FsPath path, long size)
    {
        var error = isDryRun ? FileError.None : FileSystem.Delete(path);
        if (error.Fault == FileFault.NotFound)
            return false;
        if (error.IsError)
        {
            Fail(path, error);
            return false;
        }
        Bytes += size;
        if (keepRemoved)
            Removed.Add(path);
        return true;
    }
}
