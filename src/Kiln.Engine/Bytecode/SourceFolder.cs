using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>A folder in which sources are to be compiled, and the folder that their bytecode goes to.</summary>
/// <param name="path">The folder of the sources; absolute.</param>
/// <param name="cachePath">The folder of the <c>.pyc</c> files: its <c>__pycache__</c>, or its mirror under PYTHONPYCACHEPREFIX.</param>
/// <param name="recordedPath">The folder as code objects name it.</param>
/// <param name="mayHoldBytecode">False if the folder was listed and <paramref name="cachePath"/> was not there: nothing can lie in the way of a new file.</param>
internal sealed class SourceFolder(FsPath path, FsPath cachePath, FsPath recordedPath, bool mayHoldBytecode)
{
    private readonly Lock _lock = new();
    private StagingFolder? _staging;
    private bool _isDecided;
    private bool _isLikeCache;

    /// <summary>The folder of the sources; absolute.</summary>
    public FsPath Path => path;

    /// <summary>The folder of the <c>.pyc</c> files.</summary>
    public FsPath CachePath => cachePath;

    /// <summary>The folder as code objects name it.</summary>
    public FsPath RecordedPath => recordedPath;

    /// <summary>True if that is where it lies.</summary>
    public bool IsRecordedAsItLies { get; } = recordedPath == path;

    /// <summary>False if nothing can lie in the way of a new <c>.pyc</c>.</summary>
    public bool MayHoldBytecode => mayHoldBytecode;

    /// <summary>
    /// Where files for this folder are made; null for the folder itself. With <paramref name="isLikeCache"/> they may as well be made in the cache that
    /// keeps them, and linked. Found out once.
    /// </summary>
    public StagingFolder? StagingFrom(StagingFolders folders, out bool isLikeCache)
    {
        lock (_lock)
        {
            if (!_isDecided)
            {
                // Unfinished files lie where a killed run was not done: where this run writes.
                if (mayHoldBytecode)
                    Leftovers.Sweep(cachePath);
                _staging = folders.For(this, out _isLikeCache);
                _isDecided = true;
            }
            isLikeCache = _isLikeCache;
            return _staging;
        }
    }

    /// <summary>Renaming from the staging folder, or linking from the cache, failed: files are made in place from now on.</summary>
    public void ForgetStaging()
    {
        lock (_lock)
        {
            _staging = null;
            _isLikeCache = false;
        }
    }
}
