using System.Text.Unicode;
using Kiln.Compiler;

namespace Kiln.Engine.Bytecode;

/// <summary>The engine of our own: compiles in process what it is sure of, and hands the rest to an interpreter, which it starts when the first such source comes.</summary>
internal sealed class NativeCompiler(Target target, Func<ISourceCompiler> startInterpreter, HandedBack handedBack) : ISourceCompiler
{
    private readonly PythonCompiler _compiler = new();
    private ISourceCompiler? _interpreter;

    /// <summary>Compiles with our own compiler alone: its code, or why not.</summary>
    public static Reject TryCompile(
        PythonCompiler compiler, Target target, ReadOnlySpan<byte> source, ReadOnlySpan<byte> fileName, int level, out ReadOnlySpan<byte> code)
    {
        code = default;
        return Utf8.IsValid(fileName) ? compiler.Compile(source, fileName, level, target, WarningPolicy.Ignore, out code) : new Reject(RejectReason.FileName, 0);
    }

    /// <inheritdoc/>
    public CompileAnswer Compile(ReadOnlyMemory<byte> source, ReadOnlyMemory<byte> fileName, int level, ICodeSink code)
    {
        var reject = TryCompile(_compiler, target, source.Span, fileName.Span, level, out var marshalled);
        if (reject.IsNone)
        {
            code.Add(marshalled);
            return default;
        }
        handedBack.Add(reject.Reason);
        _interpreter ??= startInterpreter();
        return _interpreter.Compile(source, fileName, level, code);
    }

    /// <inheritdoc/>
    public void Dispose() => _interpreter?.Dispose();
}
