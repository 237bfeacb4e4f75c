using Kiln.Compiler;
using Kiln.Engine.Interpreters;

namespace Kiln.Engine.Bytecode;

/// <summary>Who compiles for an interpreter: decided once a run, by the first thread that has something to compile.</summary>
internal sealed class CompilerFactory
{
    private readonly InterpreterInfo _interpreter;
    private readonly BytecodeOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly StartNames _startNames;
    private readonly Lazy<Target?> _target;

    public CompilerFactory(InterpreterInfo interpreter, BytecodeOptions options, CancellationToken cancellation)
    {
        _interpreter = interpreter;
        _options = options;
        _cancellation = cancellation;
        _startNames = new StartNames(interpreter);
        _target = new Lazy<Target?>(ChooseTarget);
    }

    /// <summary>What the native engine left to the interpreter.</summary>
    public HandedBack HandedBack { get; } = new();

    /// <summary>What comparing the engines found; null where they are not compared.</summary>
    public EngineComparison? Comparison { get; private set; }

    /// <summary>Whether the native engine compiles; known as soon as a compiler was started.</summary>
    public bool IsNative => _target is { IsValueCreated: true, Value: not null };

    /// <summary>A compiler for one thread.</summary>
    /// <exception cref="UserErrorException">The interpreter does not start, or the native engine was asked for and does not compile for it.</exception>
    public ISourceCompiler Start() => _target.Value switch
    {
        null => StartInterpreter(),
        var target when Comparison is { } comparison => new ComparingCompiler(target, StartInterpreter(), comparison),
        var target => new NativeCompiler(target, StartInterpreter, HandedBack),
    };

    private InterpreterCompiler StartInterpreter() => new(_interpreter, _options, _startNames, _cancellation);

    private Target? ChooseTarget()
    {
        if (_options.ComparesEngines)
            Comparison = new EngineComparison();
        if (_options.Engine == EngineChoice.Interpreter && Comparison is null)
            return null;
        bool isForced = _options.Engine == EngineChoice.Native || Comparison is not null;
        if (NativeEligibility.Obstacle(_interpreter, _options.InterpreterFlags) is { } obstacle)
        {
            return isForced ? throw new UserErrorException($"the native engine cannot compile, because {obstacle}") { Hint = "leave the engine to Kiln with `--engine auto`" }
                : null;
        }
        return isForced ? new Target(_interpreter.Version.Minor, _interpreter.Version.Micro) : Prove();
    }

    private Target? Prove()
    {
        var memory = new ProofMemory(_options.Cache);
        if (memory.Recall(_interpreter) is { } known)
            return known.LikeMicro is { } micro ? new Target(_interpreter.Version.Minor, micro) : null;
        using var interpreter = StartInterpreter();
        var target = new NativeProof(interpreter).Find(_interpreter.Version);
        // An interpreter that was ended in the middle of it proves nothing.
        _cancellation.ThrowIfCancellationRequested();
        memory.Remember(_interpreter, target);
        return target;
    }
}
