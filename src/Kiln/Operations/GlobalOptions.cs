using Kiln.Engine;
using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Cache;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Operations.Pythons;

namespace Kiln.Operations;

/// <summary>What every command understands, beside how much it prints (which <see cref="Terminal.Output"/> knows).</summary>
internal sealed record GlobalOptions
{
    /// <summary>Environment variables and the current folder. <c>--directory</c> has been entered already.</summary>
    public required Surroundings Surroundings { get; init; }

    /// <summary>What Kiln remembers between runs.</summary>
    public required CacheFolder Cache { get; init; }

    /// <summary>Most bytes that compiled bytecode may take in the cache; 0 for none.</summary>
    public long BytecodeCacheBytes { get; init; } = BytecodeCache.DefaultLimitBytes;

    /// <summary>The folder from which the project's files are looked for upwards; absolute.</summary>
    public required FsPath ProjectFolder { get; init; }

    /// <summary>Read no files that say how Kiln behaves.</summary>
    public bool ReadsNoConfiguration { get; init; }

    /// <summary>Which Pythons outside of environments are taken.</summary>
    public PythonPreference PythonPreference { get; init; }

    /// <summary>When Pythons may be downloaded, and from where.</summary>
    public PythonDownloadOptions PythonDownloads { get; init; } = new();

    /// <summary>Use no network.</summary>
    public bool Offline { get; init; }

    /// <summary>The folder that relative paths are meant from; absolute.</summary>
    public FsPath CurrentFolder => Surroundings.CurrentFolder;
}
