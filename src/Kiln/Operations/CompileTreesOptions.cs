using Kiln.Compiler.Pyc;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Io;

namespace Kiln.Operations;

/// <summary>What <c>kiln compile</c> was asked for: every option, environment variables and defaults already weighed.</summary>
internal sealed record CompileTreesOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>Which sources.</summary>
    public required TreeSelection Selection { get; init; }

    /// <summary>How a <c>.pyc</c> is found to be stale later on.</summary>
    public InvalidationMode Mode { get; init; }

    /// <summary>Optimisation levels, each 0, 1 or 2; at least one, none twice.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [0];

    /// <summary>Left off the file names in code objects.</summary>
    public FsPath StripPrefix { get; init; }

    /// <summary>Put before the file names in code objects.</summary>
    public FsPath PrependPrefix { get; init; }

    /// <summary>Compile also what is current.</summary>
    public bool Force { get; init; }

    /// <summary>Exit 1 also where sources were skipped.</summary>
    public bool Strict { get; init; }

    /// <summary>Most files compiled at once; null for as many as cores and memory allow.</summary>
    public int? Jobs { get; init; }

    /// <summary>Limit for one file; <see cref="TimeSpan.Zero"/> for none.</summary>
    public TimeSpan FileTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Who compiles.</summary>
    public EngineChoice Engine { get; init; }

    /// <summary>Compile with both engines and tell where they differ.</summary>
    public bool ComparesEngines { get; init; }

    /// <summary>What of the user's environment changes bytecode on purpose, as arguments for the interpreter's <c>-X</c>.</summary>
    public IReadOnlyList<string> InterpreterFlags { get; init; } = [];

    /// <summary>For whom the result is printed.</summary>
    public OutputFormat Format { get; init; }
}
