using System.Buffers;
using Kiln.Compiler.CodeGeneration;
using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Folding;
using Kiln.Compiler.Source;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using Kiln.Compiler.Unparsing;

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
    private readonly Unparser _unparser;
    private readonly ConstantCache _cache;
    private readonly CodeGenerator _generator;
    private readonly CodeGenerator _bareGenerator;

    private readonly PythonCompiler _compiler = new();

    public SyntaxPipeline()
    {
        _tokenizer = new Tokenizer(_tokens, _identifiers);
        Tree = new SyntaxTree(_text, _tokens, _identifiers);
        _parser = new Parser(Tree);
        _folder = new ConstantFolder(Tree);
        Symbols = new SymbolTable(Tree);
        _unparser = new Unparser(Tree);
        _cache = new ConstantCache(Tree);
        Instructions = new InstructionDump(Tree, _cache);
        _generator = new CodeGenerator(Tree, Symbols, _cache, Instructions);
        _bareGenerator = new CodeGenerator(Tree, Symbols, _cache, new EmptyAssembler(_cache));
    }

    /// <summary>What <see cref="Compile"/> made.</summary>
    public byte[] Marshalled { get; private set; } = [];

    /// <summary>What <see cref="Generate(Target, int)"/> made.</summary>
    public InstructionDump Instructions { get; }

    public SyntaxTree Tree { get; }

    public SymbolTable Symbols { get; }

    /// <summary>What <see cref="UnparseAnnotations"/> wrote: names and texts.</summary>
    public ArrayBufferWriter<byte> Annotations { get; } = new();

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

    /// <summary>The annotations of names in the body of the module, which must have nothing else: the judge runs it.</summary>
    public Reject UnparseAnnotations()
    {
        Annotations.ResetWrittenCount();
        foreach (Node statement in Tree.Body)
        {
            if (statement.Kind == NodeKind.ImportFrom && new Nodes.ImportFrom(statement).Module == WellKnown.Future)
                continue;
            Nodes.AnnAssign assignment = new(statement);
            if (statement.Kind != NodeKind.AnnAssign || !assignment.Simple || !assignment.Value.IsNone)
                return new Reject(RejectReason.UnsupportedSyntax, statement.Line);
            Reject reject = _unparser.Unparse(assignment.Annotation, out ConstantValue text);
            if (!reject.IsNone)
                return reject;
            Annotations.Write(Tree.Identifiers[new Nodes.Name(assignment.Target).Id]);
            Annotations.Write("="u8);
            Annotations.Write(_text[text.Text]);
            Annotations.Write("\0"u8);
        }

        return Reject.None;
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
        _cache.Clear();
        Reject reject = FutureFeatures.Find(Tree, out FutureFeatures features);
        return reject.IsNone ? generator.Generate(target, level, features, out _) : reject;
    }

    /// <summary>The whole compiler, which has its own scratch.</summary>
    public Reject Compile(ReadOnlySpan<byte> source, Target target, int level)
    {
        Reject reject = _compiler.Compile(source, "source"u8, level, target, WarningPolicy.Ignore, out ReadOnlySpan<byte> marshalled);
        Marshalled = marshalled.ToArray();
        return reject;
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
