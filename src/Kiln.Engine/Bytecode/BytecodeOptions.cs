using Kiln.Compiler;
using Kiln.Compiler.Pyc;
using Kiln.Engine.Cache;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>How sources are compiled and where their bytecode goes.</summary>
public sealed record BytecodeOptions
{
    /// <summary>How a <c>.pyc</c> is found to be stale later on.</summary>
    public InvalidationMode Mode { get; init; } = InvalidationMode.Timestamp;

    /// <summary>Optimisation levels, each 0, 1 or 2; at least one.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [0];

    /// <summary>PYTHONPYCACHEPREFIX, absolute; empty for <c>__pycache__</c> folders.</summary>
    public FsPath CachePrefix { get; init; }

    /// <summary>compileall's <c>-s</c>: left off the file names in code objects.</summary>
    public FsPath StripPrefix { get; init; }

    /// <summary>compileall's <c>-p</c>: put before the file names in code objects.</summary>
    public FsPath PrependPrefix { get; init; }

    /// <summary>Compile also what is current.</summary>
    public bool Force { get; init; }

    /// <summary>Most files compiled at once; null for as many as cores and memory allow.</summary>
    public int? Jobs { get; init; }

    /// <summary>Limit for one file; <see cref="TimeSpan.Zero"/> for none.</summary>
    public TimeSpan FileTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Limit for the start of an interpreter: a first start from a cold network disk reads its standard library for the first time.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Keep a result for every file, not only for those skipped or failed.</summary>
    public bool KeepAllResults { get; init; }

    /// <summary>What of the user's environment may change bytecode on purpose: arguments for <c>-X</c>, handed to the interpreter.</summary>
    public IReadOnlyList<string> InterpreterFlags { get; init; } = [];

    /// <summary>Who compiles.</summary>
    public EngineChoice Engine { get; init; }

    /// <summary>Compile with both engines, write what the interpreter says, and report where they differ.</summary>
    public bool ComparesEngines { get; init; }

    /// <summary>Where self-checks of the native engine are remembered, and of libraries which sources cannot be compiled; null for nowhere.</summary>
    public CacheFolder? Cache { get; init; }

    /// <summary>Who compiles, as far as it may change code: what the self-check of a native engine finds of an interpreter depends on nothing else.</summary>
    internal string EngineIdentity => Engine == EngineChoice.Interpreter ? "interpreter" : $"{Engine}, native revision {PythonCompiler.Revision}";
}
