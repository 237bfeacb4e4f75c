using Kiln.Compiler.Marshal;
using Kiln.Compiler.Pyc;
using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>
/// The bytecode of one wheel on its way into the cache: a second name for each <c>.pyc</c> that is written for it, which costs a system call and no room;
/// then, when all have come, the index, and the whole in one step to its place. Used by several threads, each source by one.
/// </summary>
public sealed class BytecodeFill : IDisposable
{
    private readonly BytecodeBucket _bucket;
    private readonly UnpackedWheel _wheel;
    private readonly CompilerDescription _compiler;
    private readonly Dictionary<FsPath, int> _entries = [];
    private readonly KeptPyc?[] _pycs;
    private readonly FileTime _unpacked;
    private readonly Lock _lock = new();
    private FsPath _unfinished;
    private bool _isMade;
    private FsPath _place;

    internal BytecodeFill(BytecodeBucket bucket, UnpackedWheel wheel, CompilerDescription compiler)
    {
        _bucket = bucket;
        _wheel = wheel;
        _compiler = compiler;
        _pycs = new KeptPyc?[wheel.Entries.Count];
        _unpacked = wheel.UnpackTime();
    }

    /// <summary>Bytes that were put into the cache.</summary>
    internal long KeptBytes { get; private set; }

    /// <summary>Expects the source that an entry of the wheel was installed as.</summary>
    internal void Expect(int entry, FsPath source) => _entries[source] = entry;

    /// <summary>The sources that are expected.</summary>
    internal IEnumerable<FsPath> Sources => _entries.Keys;

    /// <summary>The second name for the bytecode of a source.</summary>
    internal FsPath SecondNameFor(FsPath source)
    {
        var folder = Unfinished();
        return folder.IsEmpty ? default : folder / KeptFile.NameOf(_entries[source]);
    }

    /// <summary>Takes the code of a source, if it is what the wheel brought.</summary>
    internal void Keep(in CompiledSource source, ReadOnlySpan<byte> code, bool hasSecondName)
    {
        if (!IsAsBrought(source, out int entry))
            return;
        var place = SecondNameFor(source.Path);
        if (place.IsEmpty || (!hasSecondName && Write(place, source, code).IsError))
            return;
        if (FileSystem.Stat(place, follow: false, out var status).IsError || status.Size != PycHeader.SizeBytes + code.Length)
            return;
        bool isExchangeable = CodeFileName.TryFind(code, source.RecordedName, out int offset);
        _pycs[entry] = new KeptPyc(entry)
        {
            SizeBytes = status.Size,
            Time = FileTime.Of(status),
            Stamp = source.Header.Stamp,
            NameOffset = isExchangeable ? offset : -1,
            NameLength = source.RecordedName.Length,
            Checksum = CodeChecksum.Of(code),
        };
    }

    /// <summary>Takes the interpreter's refusal, where it is the source's fault and will be again.</summary>
    internal void Reject(in CompiledSource source, CompileAnswer answer)
    {
        if (answer.Reason is CompileReason.SyntaxError or CompileReason.Undecodable && IsAsBrought(source, out int entry))
            _pycs[entry] = new KeptPyc(entry) { Rejection = answer.Reason, Detail = answer.Detail ?? "" };
    }

    /// <summary>Puts all in place if all has come.</summary>
    internal void Complete()
    {
        var pycs = _pycs.OfType<KeptPyc>().ToArray();
        if (pycs.Length == _entries.Count && pycs.Length > 0 && Unfinished() is { IsEmpty: false } folder)
        {
            if (!FileSystem.WriteAll(BytecodeBucket.IndexIn(folder), KeptWheelIndex.Write(_wheel.Sha256, _compiler, _unpacked, pycs)).IsError)
            {
                // Before the look at the sources: what is written after it has another second then.
                if (_unpacked.IsSettled && pycs.All(pyc => BroughtTime(pyc.Entry).IsUpTo(_unpacked)))
                    _ = FileSystem.WriteAll(BytecodeBucket.MarkIn(folder), default);
                _place = _bucket.PlaceOf(_wheel.Sha256, _compiler);
                _bucket.Place(folder, _place);
                KeptBytes = pycs.Sum(pyc => pyc.SizeBytes);
                _unfinished = default;
            }
        }
    }

    /// <summary>What has been kept so far, whether that is all or not; nobody may keep anything meanwhile.</summary>
    internal KeptWheel SoFar() =>
        new(_place.IsEmpty ? _unfinished : _place, _unpacked, [.. _pycs.OfType<KeptPyc>()]) { UnpackedNow = _unpacked, IsOfThisRun = true };

    /// <summary>Takes away what was not completed.</summary>
    public void Dispose()
    {
        if (!_unfinished.IsEmpty)
            _ = FileSystem.DeleteTree(_unfinished);
    }

    /// <summary>The folder that is filled, made when the first file comes; empty if it cannot be.</summary>
    private FsPath Unfinished()
    {
        lock (_lock)
        {
            if (!_isMade)
                _unfinished = _bucket.MakeUnfinished();
            _isMade = true;
            return _unfinished;
        }
    }

    /// <summary>
    /// True if what was compiled is what the archive holds; anybody may have written into the installed file meanwhile, or another wheel may have brought one
    /// of that name.
    /// </summary>
    private bool IsAsBrought(in CompiledSource source, out int entry) =>
        _entries.TryGetValue(source.Path, out entry)
        && BroughtTime(entry).IsUpTo(_unpacked)
        && RecordHash.Of(source.Content).AsSpan().SequenceEqual(_wheel.Entries[entry].RecordHash.Span);

    private FileTime BroughtTime(int entry) => FileTime.Of(_wheel.Root.Append(_wheel.Entries[entry].Path));

    private static FileError Write(FsPath place, in CompiledSource source, ReadOnlySpan<byte> code)
    {
        byte[] content = new byte[PycHeader.SizeBytes + code.Length];
        source.Header.WriteTo(content);
        code.CopyTo(content.AsSpan(PycHeader.SizeBytes));
        _ = FileSystem.Delete(place);
        return FileSystem.WriteNew(place, content, source.PycMode);
    }
}
