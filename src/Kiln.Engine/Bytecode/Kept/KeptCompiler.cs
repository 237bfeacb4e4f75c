using System.Buffers;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>A compiler that knows only what was compiled before: what it does not know it rejects as <see cref="CompileReason.InterpreterBroken"/>, for a real one to do.</summary>
/// <param name="sources">What it knows, by level; null for levels that nobody asks for.</param>
internal sealed class KeptCompiler(IReadOnlyList<KeptSources?> sources) : ISourceCompiler
{
    private const int LargestKept = 4 * 1024 * 1024;

    private ArrayBufferWriter<byte> _code = new();

    /// <inheritdoc/>
    public CompileAnswer Compile(ReadOnlyMemory<byte> source, ReadOnlyMemory<byte> fileName, int level, ICodeSink code)
    {
        _code.ResetWrittenCount();
        if (sources[level]?.Find(source.Span, fileName.Span, _code) is not { } answer)
            return new CompileAnswer(CompileReason.InterpreterBroken);
        if (!answer.IsCompiled)
            return answer;
        code.Add(_code.WrittenSpan);
        if (_code.Capacity > LargestKept)
            _code = new ArrayBufferWriter<byte>();
        return default;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
