using Kiln.Compiler.Pyc;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Cache;
using Kiln.Engine.Io;

namespace Kiln.Operations;

/// <summary>How bytecode is written after an install, as the environment variables say: commands that install have no flags for it.</summary>
internal sealed record BytecodeSettings
{
    /// <summary>How a <c>.pyc</c> is found to be stale later on.</summary>
    public InvalidationMode Mode { get; init; }

    /// <summary>The optimisation level that the interpreter would use.</summary>
    public int Level { get; init; }

    /// <summary>PYTHONPYCACHEPREFIX, absolute; empty for <c>__pycache__</c> folders.</summary>
    public FsPath CachePrefix { get; init; }

    /// <summary>Limit for one file; <see cref="TimeSpan.Zero"/> for none.</summary>
    public TimeSpan FileTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most files compiled at once; null for as many as cores and memory allow.</summary>
    public int? Jobs { get; init; }

    /// <summary>What changes bytecode on purpose, as arguments for the interpreter's <c>-X</c>.</summary>
    public IReadOnlyList<string> InterpreterFlags { get; init; } = [];

    /// <summary>Who compiles.</summary>
    public EngineChoice Engine { get; init; }

    /// <summary>The same for the engine; every result is kept, since RECORDs are completed with what was written.</summary>
    public BytecodeOptions ToOptions(CacheFolder cache) => new()
    {
        Mode = Mode,
        Levels = [Level],
        CachePrefix = CachePrefix,
        FileTimeout = FileTimeout,
        Jobs = Jobs,
        InterpreterFlags = InterpreterFlags,
        Engine = Engine,
        Cache = cache,
        KeepAllResults = true,
    };
}
