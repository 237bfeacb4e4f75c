using Kiln.Compiler.CodeGeneration;
using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Folding;
using Kiln.Compiler.Source;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Tests.Support;

/// <summary>The stages from bytes to tree and symbols, with the scratch that they share.</summary>
internal sealed class SyntaxPipeline
{
    private readonly SourceText _text = new();
    private readonly TokenList _tokens = new();
    private readonly Identifiers _identifiers = new();
    private readonly Tokenizer _tokenizer;
    private readonly Parser _parser;
    private readonly ConstantFolder _folder;
    private readonly CodeGenerator _generator;
    private readonly CodeGenerator _bareGenerator;

    public SyntaxPipeline()
    {
        _tokenizer = new Tokenizer(_tokens, _identifiers);
        Tree = new SyntaxTree(_text, _tokens, _identifiers);
        _parser = new Parser(Tree);
        _folder = new ConstantFolder(Tree);
        Symbols = new SymbolTable(Tree);
        Cache = new ConstantCache(Tree);
        Instructions = new InstructionDump(Tree, Cache);
        _generator = new CodeGenerator(Tree, Symbols, Cache, Instructions);
        _bareGenerator = new CodeGenerator(Tree, Symbols, Cache, new EmptyAssembler(Cache));
    }

    public ConstantCache Cache { get; }

    public InstructionDump Instructions { get; }

    public SyntaxTree Tree { get; }

    public SymbolTable Symbols { get; }

    public Reject Decode(ReadOnlySpan<byte> source) => SourceDecoder.Decode(source, _text);

    public Reject Tokenize(Target target)
    {
        _identifiers.Clear();
        return _tokenizer.Tokenize(_text, target);
    }

    public Reject Parse(Target target) => _parser.ParseModule(target);

    public Reject Fold(int level)
    {
        Reject reject = FutureFeatures.Find(Tree, out FutureFeatures features);
        return reject.IsNone ? _folder.Fold(level, features.HasAnnotations) : reject;
    }

    public Reject BuildSymbols(Target target)
    {
        Reject reject = FutureFeatures.Find(Tree, out FutureFeatures features);
        return reject.IsNone ? Symbols.Build(target, features) : reject;
    }

    /// <summary>After the symbols, to units, which are dumped.</summary>
    public Reject Generate(Target target, int level)
    {
        Instructions.Clear();
        return Generate(_generator, target, level);
    }

    /// <summary>As above, without the dump.</summary>
    public Reject GenerateOnly(Target target, int level) => Generate(_bareGenerator, target, level);

    private Reject Generate(CodeGenerator generator, Target target, int level)
    {
        Cache.Clear();
        Reject reject = FutureFeatures.Find(Tree, out FutureFeatures features);
        return reject.IsNone ? generator.Generate(target, level, features, out _) : reject;
    }

    /// <summary>All stages to the tree, or to the first that rejects; folding only for a level that is not negative.</summary>
    public Reject Run(ReadOnlySpan<byte> source, Target target, int level)
    {
        Reject reject = Decode(source);
        if (reject.IsNone)
            reject = Tokenize(target);
        if (reject.IsNone)
            reject = Parse(target);
        return reject.IsNone && level >= 0 ? Fold(level) : reject;
    }
}
