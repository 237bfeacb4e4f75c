using System.Diagnostics;
using System.Globalization;
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

/// <summary>Times the stages behind code generation over all sources below some folders: in memory, on one core, of each file the best of some rounds.</summary>
internal sealed class Measurement
{
    private const int Rounds = 5;
    private const int StackSize = 256 << 20;

    private static readonly Target Target = new(minor: 13, micro: 18);

    private readonly SourceText _text = new();
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

    private Measurement()
    {
        TokenList tokens = new();
        _tokenizer = new Tokenizer(tokens, _identifiers);
        _tree = new SyntaxTree(_text, tokens, _identifiers);
        _parser = new Parser(_tree);
        _folder = new ConstantFolder(_tree);
        _symbols = new SymbolTable(_tree);
        _cache = new ConstantCache(_tree);
        _assembler = new TimedAssembler(new CodeAssembler(_tree, _cache));
        _generator = new CodeGenerator(_tree, _symbols, _cache, _assembler);
        _writer = new MarshalWriter(_tree, _cache);
    }

    public static int Run(string[] roots)
    {
        Thread worker = new(() => new Measurement().Measure(roots), StackSize);
        worker.Start();
        worker.Join();
        return 0;
    }

    private void Measure(string[] roots)
    {
        byte[][] sources = [.. roots.SelectMany(root => Directory.EnumerateFiles(root, "*.py", SearchOption.AllDirectories)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        long[] generating = new long[sources.Length];
        long[] assembling = new long[sources.Length];
        long[] marshalling = new long[sources.Length];
        bool[] isAccepted = new bool[sources.Length];
        for (int round = 0; round < Rounds; round++)
        {
            for (int index = 0; index < sources.Length; index++)
            {
                if (!TryParse(sources[index], out FutureFeatures features))
                    continue;
                _assembler.Ticks = 0;
                long start = Stopwatch.GetTimestamp();
                isAccepted[index] = _generator.Generate(Target, level: 0, features, out int code).IsNone;
                long generated = Stopwatch.GetTimestamp();
                if (isAccepted[index])
                    _ = _writer.Write(code, "a.py"u8);
                Keep(generating, index, round, generated - start - _assembler.Ticks);
                Keep(assembling, index, round, _assembler.Ticks);
                Keep(marshalling, index, round, Stopwatch.GetTimestamp() - generated);
            }
        }

        double megabytes = sources.Where((_, index) => isAccepted[index]).Sum(source => (double)source.Length) / 1e6;
        Report($"{isAccepted.Count(accepted => accepted)} files, {megabytes:F1} MB");
        Report($"code generation          {Total(generating, isAccepted) / megabytes,6:F2} ms/MB");
        Report($"flow graph and assembler {Total(assembling, isAccepted) / megabytes,6:F2} ms/MB");
        Report($"marshal                  {Total(marshalling, isAccepted) / megabytes,6:F2} ms/MB");
    }

    private static void Keep(long[] least, int index, int round, long ticks) =>
        least[index] = round == 0 ? ticks : Math.Min(least[index], ticks);

    private static double Total(long[] ticks, bool[] isAccepted) =>
        ticks.Where((_, index) => isAccepted[index]).Sum() * 1000.0 / Stopwatch.Frequency;

    private bool TryParse(byte[] source, out FutureFeatures features)
    {
        features = default;
        _identifiers.Clear();
        _cache.Clear();
        return SourceDecoder.Decode(source, _text).IsNone
            && _tokenizer.Tokenize(_text, Target).IsNone
            && _parser.ParseModule(Target).IsNone
            && FutureFeatures.Find(_tree, out features).IsNone
            && _folder.Fold(level: 0, features.HasAnnotations).IsNone
            && _symbols.Build(Target, features).IsNone;
    }

    private static void Report(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
