using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>
/// Takes what is compiled into the cache, as it is compiled: what several wheels brought wheel by wheel, other sources one by one. Used by several threads.
/// What goes wrong is nobody's loss.
/// </summary>
internal sealed class BytecodeKeeper : IDisposable
{
    private readonly Dictionary<FsPath, KeptSlot> _slots;
    private readonly IReadOnlyList<KeptSources?> _sources;
    private readonly bool _keepsCode;
    private readonly FolderHandle? _bucket;

    /// <summary>
    /// Keeps the sources that these fills of one cache expect. Where two expect one source, only one of the wheels brought it: the other fill will not be whole.
    /// </summary>
    /// <param name="fills">The wheels.</param>
    /// <param name="sources">Where other sources are kept, by level; null for levels that nobody asks for.</param>
    /// <param name="keepsCode">False if of those other sources only refusals are kept.</param>
    public BytecodeKeeper(IReadOnlyList<BytecodeFill> fills, IReadOnlyList<KeptSources?> sources, bool keepsCode)
    {
        _sources = sources;
        _keepsCode = keepsCode;
        _slots = new Dictionary<FsPath, KeptSlot>(fills.Sum(fill => fill.Entries.Count));
        foreach (var fill in fills)
        {
            foreach (var (source, entry) in fill.Entries)
                _slots[source] = new KeptSlot(fill, entry);
        }
        // One open folder for all wheels, of which there may be more than files that a process may have open.
        if (fills.Count > 0)
            _ = FolderHandle.OpenPlace(fills[0].Bucket, out _bucket);
    }

    /// <summary>Where the bytecode of a source goes.</summary>
    public KeptSlot SlotOf(FsPath source) => _slots.GetValueOrDefault(source);

    /// <summary>The name that the <c>.pyc</c> of a source is to get beside its own, written into <paramref name="buffer"/>; none if its code is kept in another way.</summary>
    public SecondName SecondNameOf(KeptSlot slot, Memory<byte> buffer) =>
        _bucket is null || slot.Fill is null ? default : new SecondName(_bucket, slot.Fill.WriteSecondName(slot.Entry, buffer));

    /// <summary>Takes the code of a source.</summary>
    /// <param name="slot">Where it goes.</param>
    /// <param name="source">The source.</param>
    /// <param name="code">The code.</param>
    /// <param name="written">Its <c>.pyc</c> as it was written, if that has got its second name.</param>
    public void Keep(KeptSlot slot, in CompiledSource source, ReadOnlySpan<byte> code, FileStatus? written)
    {
        if (slot.Fill is not null)
            slot.Fill.Keep(slot.Entry, source, code, written);
        else if (_keepsCode)
            _sources[source.Level]?.Keep(source.Content, source.RecordedName, code);
    }

    /// <summary>Takes the interpreter's refusal of a source.</summary>
    public void Reject(KeptSlot slot, in CompiledSource source, CompileAnswer answer)
    {
        if (slot.Fill is not null)
            slot.Fill.Reject(slot.Entry, source, answer);
        else
            _sources[source.Level]?.KeepRefusal(source.Content, answer);
    }

    /// <inheritdoc/>
    public void Dispose() => _bucket?.Dispose();
}
