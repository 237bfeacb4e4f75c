namespace Kiln.Engine.Io;

/// <summary>The names of one folder with their kinds, in one buffer that is used again for the next folder.</summary>
public sealed class FolderEntries
{
    private byte[] _names = new byte[16 * 1024];
    private (int Start, int Length, FileKind Kind)[] _entries = new (int, int, FileKind)[256];
    private int _used;

    /// <summary>Number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>The name of entry <paramref name="index"/>, without a NUL.</summary>
    public ReadOnlySpan<byte> Name(int index) => _names.AsSpan(_entries[index].Start, _entries[index].Length);

    /// <summary>The name of entry <paramref name="index"/> with a NUL behind it.</summary>
    public ReadOnlySpan<byte> TerminatedName(int index) => _names.AsSpan(_entries[index].Start, _entries[index].Length + 1);

    /// <summary>What the folder says entry <paramref name="index"/> is.</summary>
    public FileKind Kind(int index) => _entries[index].Kind;

    /// <summary>Forgets all entries, keeps the memory.</summary>
    public void Clear()
    {
        Count = 0;
        _used = 0;
    }

    /// <summary>Adds a name.</summary>
    public void Add(ReadOnlySpan<byte> name, FileKind kind)
    {
        if (_used + name.Length + 1 > _names.Length)
            Array.Resize(ref _names, Math.Max(_names.Length * 2, _used + name.Length + 1));
        if (Count == _entries.Length)
            Array.Resize(ref _entries, _entries.Length * 2);
        name.CopyTo(_names.AsSpan(_used));
        _names[_used + name.Length] = 0;
        _entries[Count++] = (_used, name.Length, kind);
        _used += name.Length + 1;
    }
}
