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
/// From the bytes of a source to those of its code object: what <c>marshal.dumps(compile(source, name, 'exec', dont_inherit=True, optimize=level))</c>
/// gives, or the reason why only the interpreter can tell. It owns all scratch, which it keeps from file to file; each worker has one.
/// </summary>
public sealed class PythonCompiler
{
    private readonly SourceText _text = new();
    private readonly TokenList _tokens = new();
    private readonly Identifiers _identifiers = new();
    private readonly Tokenizer _tokenizer;
    private readonly SyntaxTree _tree;
    private readonly Parser _parser;
    private readonly ConstantFolder _folder;
    private readonly SymbolTable _symbols;
    private readonly ConstantCache _constants;
    private readonly CodeGenerator _generator;
    private readonly MarshalWriter _marshal;

    /// <summary>Makes the stages.</summary>
    public PythonCompiler()
    {
        _tokenizer = new Tokenizer(_tokens, _identifiers);
        _tree = new SyntaxTree(_text, _tokens, _identifiers);
        _parser = new Parser(_tree);
        _folder = new ConstantFolder(_tree);
        _symbols = new SymbolTable(_tree);
        _constants = new ConstantCache(_tree);
        _generator = new CodeGenerator(_tree, _symbols, _constants, new CodeAssembler(_tree, _constants));
        _marshal = new MarshalWriter(_tree, _constants);
    }

    /// <summary>Compiles a source.</summary>
    /// <param name="source">The bytes of the file.</param>
    /// <param name="fileName">co_filename, as UTF-8.</param>
    /// <param name="level">0, 1 (no assertions) or 2 (no docstrings either).</param>
    /// <param name="target">The version of CPython.</param>
    /// <param name="warnings">What is done with a source of which CPython would warn.</param>
    /// <param name="marshalled">The code object; valid until the next source is compiled.</param>
    public Reject Compile(
        ReadOnlySpan<byte> source, ReadOnlySpan<byte> fileName, int level, Target target, WarningPolicy warnings, out ReadOnlySpan<byte> marshalled)
    {
        marshalled = default;
        Reject reject = Compile(source, level, target, out int code);
        if (!reject.IsNone)
            return reject;
        if (warnings == WarningPolicy.HandBack && _text.WarningLine != 0)
            return new Reject(RejectReason.Warning, _text.WarningLine);
        marshalled = _marshal.Write(code, fileName);
        return Reject.None;
    }

    /// <summary>The stages in their order.</summary>
    private Reject Compile(ReadOnlySpan<byte> source, int level, Target target, out int code)
    {
        code = 0;
        FutureFeatures features = default;
        _identifiers.Clear();
        _constants.Clear();
        Reject reject = SourceDecoder.Decode(source, _text);
        if (reject.IsNone)
            reject = _tokenizer.Tokenize(_text, target);
        if (reject.IsNone)
            reject = _parser.ParseModule(target);
        if (reject.IsNone)
            reject = FutureFeatures.Find(_tree, out features);
        if (reject.IsNone)
            reject = _folder.Fold(level, features.HasAnnotations);
        if (reject.IsNone)
            reject = _symbols.Build(target, features);
        return reject.IsNone ? _generator.Generate(target, level, features, out code) : reject;
    }
}
