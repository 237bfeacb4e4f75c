using Kiln.Compiler.Pyc;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// Looks through folders on one thread: finds sources and asks of each whether its bytecode is current. In a tree where nothing changed
/// this costs one stat and one read of 16 bytes for each source, and nothing is allocated for it. Hot: `bench/Kiln.Benchmarks`, ScanBenchmarks.
/// </summary>
internal sealed class FolderScan(BytecodeFormat format, BytecodeOptions options, PycNaming naming, SourceExclusion exclusion, FolderQueue queue, Action<long>? found, IReadOnlySet<FsPath> done)
{
    private static readonly byte[] CacheFolderName = "__pycache__"u8.ToArray();

    private readonly FolderEntries _entries = new();
    private readonly byte[] _pycName = new byte[12 + 512];
    private readonly byte[] _header = new byte[PycHeader.SizeBytes];
    private readonly SourceReader _reader = new();

    // State of the folder at hand.
    private FolderJob _job = null!;
    private FolderHandle? _cache;
    private SourceFolder? _sourceFolder;
    private bool _hasCacheFolder;
    private int _pycPrefixLength;

    /// <summary>Sources to compile.</summary>
    public List<SourceFile> Stale { get; } = [];

    /// <summary>Sources that were left out, and those that are current if all results are kept.</summary>
    public List<CompileResult> Results { get; } = [];

    /// <summary>Staging folders that an earlier run may have left.</summary>
    public List<FsPath> Leftovers { get; } = [];

    /// <summary>Number of <c>.pyc</c> files that are current and have no result of their own.</summary>
    public int Current { get; private set; }

    /// <summary>Looks through one folder; folders in it are added to the queue.</summary>
    public void Scan(FolderJob job)
    {
        var error = FolderHandle.Open(job.Path, follow: true, out var folder);
        if (error.IsError)
        {
            ReportFolder(job, error);
            return;
        }
        _job = job;
        _sourceFolder = null;
        using (folder!)
            ScanOpened(folder!);
        _cache?.Dispose();
        _cache = null;
    }

    /// <summary>A folder that is gone was deleted by somebody else: nothing is lost but files that were listed. One without rights may hide sources.</summary>
    private void ReportFolder(FolderJob job, FileError error)
    {
        bool isGone = error.Fault is FileFault.NotFound or FileFault.NotFolder;
        foreach (var path in job.Names?.Select(name => job.Path.Append(name.AsSpan(0, name.Length - 1))) ?? (isGone ? [] : [job.Path]))
        {
            if (isGone)
                Report(path, CompileEnd.Skipped, CompileReason.Vanished);
            else
                Report(path, CompileEnd.Failed, CompileReason.Unreadable, error.Reason);
        }
    }

    private void ScanOpened(FolderHandle folder)
    {
        if (_job.Names is null)
        {
            var error = folder.List(_entries);
            if (error.IsError)
                Report(_job.Path, CompileEnd.Failed, CompileReason.Unreadable, error.Reason);
            _hasCacheFolder = HasEntry(CacheFolderName);
        }
        else
        {
            _entries.Clear();
            foreach (var name in _job.Names)
                _entries.Add(name.AsSpan(0, name.Length - 1), FileKind.Unknown);
            _hasCacheFolder = true;
        }
        OpenCache();
        for (int i = 0; i < _entries.Count; i++)
            Look(folder, i);
    }

    /// <summary>Names of bytecode are meant from the source's folder, or from its mirror where there is a PYTHONPYCACHEPREFIX.</summary>
    private void OpenCache()
    {
        _pycPrefixLength = 0;
        if (naming.Prefix.IsEmpty)
        {
            "__pycache__/"u8.CopyTo(_pycName);
            _pycPrefixLength = 12;
        }
        else
        {
            _hasCacheFolder = !FolderHandle.Open(naming.CacheFolderOf(_job.Path), follow: true, out _cache).IsError;
        }
    }

    private bool HasEntry(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < _entries.Count; i++)
        {
            if (_entries.Name(i).SequenceEqual(name))
                return true;
        }
        return false;
    }

    private void Look(FolderHandle folder, int index)
    {
        bool isSource = _entries.Name(index).EndsWith(".py"u8);
        var kind = _entries.Kind(index);
        var status = default(FileStatus);
        if (kind == FileKind.Unknown)
        {
            var error = folder.Stat(_entries.TerminatedName(index), follow: false, out status);
            if (error.IsError && isSource)
                ReportSource(index, error);
            kind = status.Kind;
        }
        if (kind == FileKind.Folder)
            LookAtFolder(index);
        else if (isSource && IsExcluded(index))
            Report(PathOf(index), CompileEnd.Skipped, CompileReason.Excluded);
        else if (isSource && kind == FileKind.Other)
            Report(PathOf(index), CompileEnd.Skipped, CompileReason.NotAFile);
        else if (isSource && kind == FileKind.Link)
            LookAtLink(folder, index);
        else if (isSource && kind == FileKind.File)
            LookAtSource(folder, index, status);
    }

    private bool IsExcluded(int index) => !exclusion.IsEmpty && exclusion.Matches(_job.BelowRoot(PathOf(index)));

    /// <summary>A link to a source is compiled where the link is, as import does; what leads to a folder or nowhere is no source.</summary>
    private void LookAtLink(FolderHandle folder, int index)
    {
        var error = folder.Stat(_entries.TerminatedName(index), follow: true, out var status);
        if (error.Fault == FileFault.AccessDenied)
            ReportSource(index, error);
        else if (error.IsError || status.Kind != FileKind.File)
            Report(PathOf(index), CompileEnd.Skipped, CompileReason.NotAFile);
        else
            LookAtSource(folder, index, status);
    }

    private void LookAtFolder(int index)
    {
        var name = _entries.Name(index);
        if (name.SequenceEqual(CacheFolderName) || name.SequenceEqual(TemporaryName.ChangeFolder) || _job.Names is not null)
            return;
        var path = _job.Path.Append(name);
        if (done.Count > 0 && done.Contains(path))
            return;
        if (TemporaryName.IsOne(name))
            Leftovers.Add(path);
        else if (!exclusion.IsEmpty && exclusion.Matches(_job.BelowRoot(path)))
            Report(path, CompileEnd.Skipped, CompileReason.Excluded);
        else
            queue.Add(_job with { Path = path });
    }

    private void LookAtSource(FolderHandle folder, int index, FileStatus status)
    {
        if (done.Count > 0 && done.Contains(PathOf(index)))
            return;
        if (status.Kind == FileKind.Unknown)
        {
            var error = folder.Stat(_entries.TerminatedName(index), follow: true, out status);
            if (error.IsError)
            {
                ReportSource(index, error);
                return;
            }
        }
        int stale = 0;
        foreach (int level in options.Levels)
        {
            if (!naming.TryName(_entries.Name(index), level, _pycName.AsSpan(_pycPrefixLength), out int length))
                AddResult(PathOf(index), level, CompileEnd.Skipped, CompileReason.NameTooLong);
            else if (!options.Force && IsCurrent(folder, index, _pycName.AsSpan(0, _pycPrefixLength + length), status))
                CountCurrent(index, level);
            else
                stale |= 1 << level;
        }
        if (stale == 0)
            return;
        Stale.Add(new SourceFile(FolderOfSources(), _entries.TerminatedName(index).ToArray(), status.Size, stale));
        found?.Invoke(status.Size);
    }

    private bool IsCurrent(FolderHandle folder, int index, ReadOnlySpan<byte> pycName, in FileStatus status)
    {
        if (!_hasCacheFolder)
            return false;
        if ((_cache ?? folder).ReadStart(pycName, _header, out int count).IsError)
            return false;
        var header = _header.AsSpan(0, count);
        if (options.Mode == InvalidationMode.Timestamp)
            return PycCheck.IsCurrent(header, format.Magic, status);
        return PycCheck.IsOfHashMode(header, format.Magic, options.Mode, out ulong hash)
            && !_reader.Read(PathOf(index), out _, out var source).IsError
            && SourceHash.Compute(source.Span, format.Magic, format.HashRounds) == hash;
    }

    private void CountCurrent(int index, int level)
    {
        if (options.KeepAllResults)
            AddResult(PathOf(index), level, CompileEnd.Current, CompileReason.None);
        else
            Current++;
    }

    private SourceFolder FolderOfSources() => _sourceFolder ??= new SourceFolder(
        _job.Path,
        naming.CacheFolderOf(_job.Path),
        RecordedName.OfFolder(_job.Path, _job.Root, _job.BelowRoot(_job.Path), options),
        _hasCacheFolder);

    private FsPath PathOf(int index) => _job.Path.Append(_entries.Name(index));

    /// <summary>A source that a stat refused: gone meanwhile, or without rights.</summary>
    private void ReportSource(int index, FileError error)
    {
        if (error.Fault is FileFault.NotFound or FileFault.NotFolder)
            Report(PathOf(index), CompileEnd.Skipped, CompileReason.Vanished);
        else
            Report(PathOf(index), CompileEnd.Failed, CompileReason.Unreadable, error.Reason);
    }

    private void Report(FsPath path, CompileEnd end, CompileReason reason, string? detail = null) =>
        AddResult(path, options.Levels[0], end, reason, detail);

    private void AddResult(FsPath path, int level, CompileEnd end, CompileReason reason, string? detail = null) =>
        Results.Add(new CompileResult(path, level, end, reason, detail));
}
