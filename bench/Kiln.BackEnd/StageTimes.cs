using System.Diagnostics;
using Kiln.Compiler;
using Kiln.Compiler.Assembly;
using Kiln.Compiler.CodeGeneration;
using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Folding;
using Kiln.Compiler.Marshal;
using Kiln.Compiler.Source;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.BackEnd;

/// <summary>The time of each stage of <see cref="PythonCompiler"/>, of each source its least in the rounds so far: what else the machine does hardly shows.</summary>
internal sealed class StageTimes
{
    private static readonly string[] Names = ["decode", "tokenize", "parse", "fold", "symbols", "generate", "assemble", "marshal"];

    private readonly byte[][] _sources;
    private readonly Target _target;
    private readonly long[][] _least;
    private readonly SourceText _text = new();
    private readonly TokenList _tokens = new();
    private readonly Identifiers _identifiers = new();
    private readonly Tokenizer _tokenizer;
    private readonly Parser _parser;
    private readonly ConstantFolder _folder;
    private readonly SyntaxTree _tree;
    private readonly SymbolTable _symbols;
    private readonly ConstantCache _cache;
    private readonly TimedAssembler _assembler;
    private readonly CodeGenerator _generator;
    private readonly MarshalWriter _writer;

    public StageTimes(byte[][] sources, Target target)
    {
        _sources = sources;
        _target = target;
        _least = [.. Names.Select(_ => new long[sources.Length])];
        _tokenizer = new Tokenizer(_tokens, _identifiers);
        _tree = new SyntaxTree(_text, _tokens, _identifiers);
        _parser = new Parser(_tree);
        _folder = new ConstantFolder(_tree);
        _symbols = new SymbolTable(_tree);
        _cache = new ConstantCache(_tree);
        _assembler = new TimedAssembler(new CodeAssembler(_tree, _cache));
        _generator = new CodeGenerator(_tree, _symbols, _cache, _assembler);
        _writer = new MarshalWriter(_tree, _cache);
    }

    /// <summary>Tokens of the sources that are compiled.</summary>
    public long Tokens { get; private set; }

    /// <summary>The times of all compiled sources together, by the stages' names.</summary>
    public IEnumerable<(string Name, long Ticks)> Totals() => Names.Select((name, stage) => (name, _least[stage].Sum()));

    /// <summary>Compiles all sources once.</summary>
    public void Round()
    {
        Tokens = 0;
        Span<long> ends = stackalloc long[Names.Length];
        for (int index = 0; index < _sources.Length; index++)
        {
            long start = Stopwatch.GetTimestamp();
            if (!TryCompile(_sources[index], ends))
                continue;
            Tokens += _tokens.Count;
            for (int stage = 0; stage < ends.Length; stage++)
            {
                long ticks = ends[stage] - start;
                start = ends[stage];
                ref long least = ref _least[stage][index];
                least = least == 0 ? ticks : Math.Min(least, ticks);
            }
        }
    }

    /// <summary>The stages as <see cref="PythonCompiler"/> has them; <paramref name="ends"/> get the time after each.</summary>
    private bool TryCompile(byte[] source, Span<long> ends)
    {
        _identifiers.Clear();
        _cache.Clear();
        _assembler.Ticks = 0;
        bool isAccepted = SourceDecoder.Decode(source, _text).IsNone;
        ends[0] = Stopwatch.GetTimestamp();
        isAccepted = isAccepted && _tokenizer.Tokenize(_text, _target).IsNone;
        ends[1] = Stopwatch.GetTimestamp();
        isAccepted = isAccepted && _parser.ParseModule(_target).IsNone;
        ends[2] = Stopwatch.GetTimestamp();
        FutureFeatures features = default;
        isAccepted = isAccepted && FutureFeatures.Find(_tree, out features).IsNone && _folder.Fold(level: 0, features.HasAnnotations).IsNone;
        ends[3] = Stopwatch.GetTimestamp();
        isAccepted = isAccepted && _symbols.Build(_target, features).IsNone;
        ends[4] = Stopwatch.GetTimestamp();
        int code = 0;
        isAccepted = isAccepted && _generator.Generate(_target, level: 0, features, out code).IsNone;
        ends[6] = Stopwatch.GetTimestamp();
        ends[5] = ends[6] - _assembler.Ticks;
        if (isAccepted)
            _ = _writer.Write(code, "a.py"u8);
        ends[7] = Stopwatch.GetTimestamp();
        return isAccepted;
    }
}
