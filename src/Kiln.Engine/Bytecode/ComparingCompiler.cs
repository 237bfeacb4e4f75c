using System.Buffers;
using Kiln.Compiler;
using Kiln.Compiler.Marshal;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// <c>--verify-engine</c>: compiles with the interpreter and with our own compiler, writes what the interpreter says, and tells where the two differ.
/// </summary>
internal sealed class ComparingCompiler(Target target, ISourceCompiler interpreter, EngineComparison comparison) : ISourceCompiler, ICodeSink
{
    private readonly PythonCompiler _compiler = new();
    private readonly ArrayBufferWriter<byte> _theirs = new();

    /// <inheritdoc/>
    public CompileAnswer Compile(ReadOnlyMemory<byte> source, ReadOnlyMemory<byte> fileName, int level, ICodeSink code)
    {
        _theirs.ResetWrittenCount();
        var answer = interpreter.Compile(source, fileName, level, this);
        var reject = NativeCompiler.TryCompile(_compiler, target, source.Span, fileName.Span, level, out var ours);
        if (answer.IsCompiled)
            code.Add(_theirs.WrittenSpan);
        comparison.Add(reject.Reason, Difference(answer, reject, ours) is { } difference ? $"{Printable.Text(fileName.Span)} (level {level}): {difference}" : null);
        return answer;
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<byte> part) => _theirs.Write(part);

    /// <inheritdoc/>
    public void Dispose() => interpreter.Dispose();

    private string? Difference(CompileAnswer answer, Reject reject, ReadOnlySpan<byte> ours)
    {
        if (!reject.IsNone || answer.Reason is not (CompileReason.None or CompileReason.SyntaxError or CompileReason.Undecodable))
            return null;
        if (!answer.IsCompiled)
            return $"compiled by the native engine, rejected by the interpreter: {answer.Detail}";
        return MarshalComparison.FirstDifference(_theirs.WrittenSpan, ours, target.Minor);
    }
}
