using Kiln.Compiler.Assembly;
using Kiln.Compiler.CodeGeneration;
using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Folding;
using Kiln.Compiler.Marshal;
using Kiln.Compiler.Source;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler;

/// <summary>
/// From the bytes of a source to those of its marshalled code object, as CPython makes them, or to the reason why the interpreter has to.
/// A worker owns one, whose scratch is used again for every file; it is for one thread, and its stack has to hold the recursion of the parser.
/// </summary>
public sealed class PythonCompiler
{
    private readonly Target _target;
    private readonly SourceText _text = new();
    private readonly Tokenizer _tokenizer;
    private readonly Identifiers _identifiers = new();
    private readonly SyntaxTree _tree;
    private readonly Parser _parser;
    private readonly ConstantFolder _folder;
    private readonly SymbolTable _symbols;
    private readonly ConstantCache _cache;
    private readonly CodeGenerator _generator;
    private readonly MarshalWriter _writer;

    /// <summary>A compiler for one version.</summary>
    public PythonCompiler(Target target)
    {
        TokenList tokens = new();
        _target = target;
        _tokenizer = new Tokenizer(tokens, _identifiers);
        _tree = new SyntaxTree(_text, tokens, _identifiers);
        _parser = new Parser(_tree);
        _folder = new ConstantFolder(_tree);
        _symbols = new SymbolTable(_tree);
        _cache = new ConstantCache(_tree);
        _generator = new CodeGenerator(_tree, _symbols, _cache, new CodeAssembler(_tree, _cache));
        _writer = new MarshalWriter(_tree, _cache);
    }

    /// <summary>
    /// What marshal.dumps gives for compile(source, fileName, "exec", dont_inherit=True, optimize=level); the file name as UTF-8. The bytes are valid
    /// until the next source is compiled, and empty where the source is rejected.
    /// </summary>
    public Reject Compile(ReadOnlySpan<byte> source, ReadOnlySpan<byte> fileName, int level, out ReadOnlySpan<byte> code)
    {
        code = default;
        _identifiers.Clear();
        _cache.Clear();
        Reject reject = SourceDecoder.Decode(source, _text);
        if (reject.IsNone)
            reject = _tokenizer.Tokenize(_text, _target);
        if (reject.IsNone)
            reject = _parser.ParseModule(_target);
        FutureFeatures features = default;
        if (reject.IsNone)
            reject = FutureFeatures.Find(_tree, out features);
        if (reject.IsNone)
            reject = _folder.Fold(level, features.HasAnnotations);
        if (reject.IsNone)
            reject = _symbols.Build(_target, features);
        int module = 0;
        if (reject.IsNone)
            reject = _generator.Generate(_target, level, features, out module);
        if (reject.IsNone)
            code = _writer.Write(module, fileName);
        return reject;
    }
}
