using Kiln.Compiler.Marshal;
using Kiln.Compiler.Pyc;
using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>
/// The bytecode of one wheel on its way into the cache: a name here for each <c>.pyc</c> that is written for it beside the one in its place, which takes no room;
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

    /// <summary>The sources that are expected, and the numbers of their entries.</summary>
    internal IReadOnlyDictionary<FsPath, int> Entries => _entries;

    /// <summary>The folder in which it is filled.</summary>
    internal FsPath Bucket => _bucket.Path;

    /// <summary>Writes the second name for the bytecode of an entry, as it is meant from <see cref="Bucket"/>, with a NUL behind it; nothing if there can be none.</summary>
    internal ReadOnlyMemory<byte> WriteSecondName(int entry, Memory<byte> buffer)
    {
        var folder = Unfinished().Name;
        if (folder.IsEmpty)
            return default;
        folder.CopyTo(buffer.Span);
        buffer.Span[folder.Length] = (byte)'/';
        int start = folder.Length + 1;
        return buffer[..(start + KeptFile.WriteName(entry, buffer.Span[start..]).Length)];
    }

    /// <summary>Takes the code of a source, if it is what the wheel brought.</summary>
    /// <param name="entry">The number of its entry.</param>
    /// <param name="source">The source.</param>
    /// <param name="code">The code.</param>
    /// <param name="written">The <c>.pyc</c> as it was written, if it has got its second name; else another one is written here.</param>
    internal void Keep(int entry, in CompiledSource source, ReadOnlySpan<byte> code, FileStatus? written)
    {
        if (!IsAsBrought(entry, source) || (written ?? Write(entry, source, code)) is not { } status || status.Size != PycHeader.SizeBytes + code.Length)
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
    internal void Reject(int entry, in CompiledSource source, CompileAnswer answer)
    {
        if (answer.Reason is CompileReason.SyntaxError or CompileReason.Undecodable && IsAsBrought(entry, source))
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
                if (_unpacked.IsSettled && AreOfBroughtSources(pycs))
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
    /// of that name. An installed file that is a link to the brought one has its time; of one that was copied, the other is asked.
    /// </summary>
    private bool IsAsBrought(int entry, in CompiledSource source) =>
        (FileTime.Of(source.Status).IsUpTo(_unpacked) || FileTime.Of(_wheel.Root.Append(_wheel.Entries[entry].Path)).IsUpTo(_unpacked))
        && RecordHash.IsOf(source.Content, _wheel.Entries[entry].RecordHash.Span);

    /// <summary>
    /// True if the brought sources are as they were unpacked, and the headers hold these very files' times: where copies of them were compiled they do not.
    /// </summary>
    private bool AreOfBroughtSources(ReadOnlySpan<KeptPyc> pycs)
    {
        if (FolderHandle.OpenPlace(_wheel.Root, out var root).IsError)
            return false;
        using (root!)
        {
            foreach (var pyc in pycs)
            {
                if (root!.Stat(_wheel.Entries[pyc.Entry].TerminatedPath.Span, follow: false, out var status).IsError
                    || !FileTime.Of(status).IsUpTo(_unpacked)
                    || (pyc.HasCode && pyc.Stamp != PycCheck.StampOf(status)))
                    return false;
            }
        }
        return true;
    }

    /// <summary>Writes the <c>.pyc</c> of an entry, and says what it is then; null if that cannot be done.</summary>
    private FileStatus? Write(int entry, in CompiledSource source, ReadOnlySpan<byte> code)
    {
        var folder = Unfinished();
        if (folder.IsEmpty)
            return null;
        var place = folder / KeptFile.NameOf(entry);
        // A second name may have been given to what could not be put in its first place then.
        _ = FileSystem.Delete(place);
        if (FileHandle.Create(place, PycWriter.ModeOf(source.Status.Mode), out var file).IsError)
            return null;
        Span<byte> header = stackalloc byte[PycHeader.SizeBytes];
        source.Header.WriteTo(header);
        var error = file!.Write(header, code);
        error = file.Stat(out var status) is { IsError: true } failure ? failure : error;
        var closing = file.Close();
        if (!error.IsError && !closing.IsError)
            return status;
        _ = FileSystem.Delete(place);
        return null;
    }
}
