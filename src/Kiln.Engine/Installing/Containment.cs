using System.Collections.Concurrent;
using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>Whether a folder, links followed, lies where an installer may write.</summary>
/// <param name="roots">Where it may; those that are not there yet may appear later.</param>
internal sealed class Containment(IReadOnlyList<FsPath> roots)
{
    private readonly ConcurrentDictionary<FsPath, FsPath> _realRoots = [];

    /// <summary>No error for a folder in one of the roots; else what is wrong. Safe for use by several threads.</summary>
    public FileError Check(FsPath folder)
    {
        var real = FileSystem.RealPath(folder);
        if (real.IsEmpty)
            return new FileError(FileFault.NotFound, 0);
        if (!FileSystem.IsFolder(real))
            return new FileError(FileFault.NotFolder, 0);
        return roots.Select(RealRoot).Any(root => !root.IsEmpty && real.IsWithin(root)) ? FileError.None : new FileError(FileFault.Outside, 0);
    }

    /// <summary>Looked up once: realpath asks for every part of a path, which made 5,700 of the 35,000 calls of an install of 98 wheels.</summary>
    private FsPath RealRoot(FsPath root)
    {
        if (_realRoots.TryGetValue(root, out var known))
            return known;
        var real = FileSystem.RealPath(root);
        return real.IsEmpty ? real : _realRoots.GetOrAdd(root, real);
    }
}
