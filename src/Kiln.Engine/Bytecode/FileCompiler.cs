using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>The life of one source on one thread: read, compile at each level, write. Every ending is a value.</summary>
internal sealed class FileCompiler(
    BytecodeFormat format, BytecodeOptions options, ISourceCompiler compiler, StagingFolders staging, BytecodeKeeper? keeper = null)
{
    private readonly PycNaming _naming = new(format.CacheTag, options.CachePrefix);
    private readonly SourceReader _reader = new();
    private readonly PycSink _sink = new(new PycWriter(staging));
    private readonly byte[] _pycName = new byte[512];
    private readonly byte[] _secondName = new byte[64];

    /// <summary>Compiles a source at the levels that it needs; one result a level.</summary>
    public IEnumerable<CompileResult> Compile(SourceFile file)
    {
        var path = file.Path;
        var error = _reader.Read(path, out var status, out var source);
        var unread = error.IsError ? FileFaultReason.OfReading(error)
            : status.Kind != FileKind.File ? CompileReason.NotAFile : CompileReason.None;
        for (int level = 0; level <= 2; level++)
        {
            if ((file.Levels & (1 << level)) == 0)
                continue;
            yield return unread == CompileReason.None
                ? Compile(file, path, source, status, level)
                : new CompileResult(path, level, FileFaultReason.EndOf(unread), unread, error.IsError ? error.Reason : null);
        }
    }

    private CompileResult Compile(SourceFile file, FsPath path, ReadOnlyMemory<byte> source, FileStatus status, int level)
    {
        var name = file.Name.AsMemory(0, file.Name.Length - 1);
        var recorded = (file.Folder.IsRecordedAsItLies ? path : file.Folder.RecordedPath.Append(name.Span)).Memory;
        var header = PycCheck.HeaderOf(format, options.Mode, source.Span, status);
        var compiled = new CompiledSource { Level = level, Content = source.Span, Status = status, RecordedName = recorded.Span, Header = header };
        var slot = keeper?.SlotOf(path) ?? default;
        _sink.Start(file.Folder, status.Mode, header, keeper?.SecondNameOf(slot, _secondName) ?? default, isHeld: keeper is not null);
        var answer = compiler.Compile(source, recorded, level, _sink);
        if (!answer.IsCompiled)
        {
            keeper?.Reject(slot, compiled, answer);
            _sink.Abort();
            return new CompileResult(path, level, FileFaultReason.EndOf(answer.Reason), answer.Reason, answer.Detail);
        }
        _ = _naming.TryName(name.Span, level, _pycName, out int length);
        var error = _sink.Commit(_pycName.AsSpan(0, length - 1));
        if (!error.IsError)
        {
            if (!_sink.Code.IsEmpty)
                keeper?.Keep(slot, compiled, _sink.Code, _sink.SecondlyNamed);
            return new CompileResult(path, level, CompileEnd.Compiled);
        }
        if (_sink.HasLostStaging)
            return Compile(file, path, source, status, level);
        var reason = FileFaultReason.OfWriting(error);
        string detail = FileFaultReason.Advice(error, file.Folder.CachePath, _pycName.AsSpan(0, length - 1));
        return new CompileResult(path, level, FileFaultReason.EndOf(reason), reason, detail);
    }
}
