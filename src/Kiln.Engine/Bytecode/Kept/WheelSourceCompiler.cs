using System.Buffers;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>Compiles sources where they lie in the cache of wheels, straight into the cache of bytecode, as what they will be when they are installed. One per thread.</summary>
internal sealed class WheelSourceCompiler(BytecodeFormat format, BytecodeOptions options, ISourceCompiler compiler) : ICodeSink, IDisposable
{
    private const int LargestKept = 4 * 1024 * 1024;

    private readonly SourceReader _reader = new();
    private ArrayBufferWriter<byte> _code = new();

    /// <summary>
    /// Compiles one; true if there is code of it. What its source is to blame for is kept too; whatever else goes wrong is left to whoever compiles it after the install.
    /// </summary>
    /// <param name="fill">The wheel's bytecode.</param>
    /// <param name="entry">The number of the source among the wheel's entries.</param>
    /// <param name="brought">The source in the cache of wheels.</param>
    /// <param name="target">Where it is going to be installed.</param>
    public bool TryCompile(BytecodeFill fill, int entry, FsPath brought, FsPath target)
    {
        if (_reader.Read(brought, out var status, out var source).IsError || status.Kind != FileKind.File)
            return false;
        int level = options.Levels[0];
        var compiled = new CompiledSource
        {
            Level = level,
            Content = source.Span,
            Status = status,
            RecordedName = target.Bytes,
            Header = PycCheck.HeaderOf(format, options.Mode, source.Span, status),
        };
        if (_code.Capacity > LargestKept)
            _code = new ArrayBufferWriter<byte>();
        _code.ResetWrittenCount();
        var answer = compiler.Compile(source, target.Memory, level, this);
        if (answer.IsCompiled)
            fill.Keep(entry, compiled, _code.WrittenSpan, written: null);
        else
            fill.Reject(entry, compiled, answer);
        return answer.IsCompiled;
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<byte> part) => _code.Write(part);

    /// <inheritdoc/>
    public void Dispose() => compiler.Dispose();
}
