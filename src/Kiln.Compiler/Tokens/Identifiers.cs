using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kiln.Compiler.Tokens;

/// <summary>
/// The names of one file, each once, in an open-addressing table over their bytes. The names that stages ask for by themselves
/// (<see cref="WellKnown"/>) have the same numbers in every file. A worker owns one and clears it for each file.
/// </summary>
internal sealed class Identifiers
{
    private const int SmallestCapacity = 1 << 10;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private byte[] _text = new byte[SmallestCapacity * 16];
    private int _textLength;
    private Entry[] _entries = new Entry[SmallestCapacity];
    private int[] _slots = new int[SmallestCapacity];

    /// <summary>How many of the slots are in use: few in a small file, though a big one was before it, so that they stay in the processor's cache.</summary>
    private int _slotCount = SmallestCapacity;

    /// <summary>The slots with the well-known names alone.</summary>
    private readonly int[] _wellKnownSlots;
    private int _count = 1;

    public Identifiers()
    {
        foreach (string name in WellKnown.Names)
            Intern(System.Text.Encoding.ASCII.GetBytes(name));
        _wellKnownSlots = _slots[..SmallestCapacity];
    }

    /// <summary>One more than the highest number.</summary>
    public int Count => _count;

    /// <summary>The bytes of a name: ASCII.</summary>
    public ReadOnlySpan<byte> this[Identifier identifier]
    {
        get
        {
            ref Entry entry = ref _entries[identifier.Id];
            return _text.AsSpan(entry.Start, entry.Length);
        }
    }

    /// <summary>Forgets all names but the well-known ones.</summary>
    public void Clear()
    {
        int kept = WellKnown.Names.Length + 1;
        _wellKnownSlots.CopyTo(_slots, 0);
        Array.Clear(_slots, SmallestCapacity, _slotCount - SmallestCapacity);
        _slotCount = SmallestCapacity;
        _count = kept;
        _textLength = _entries[kept - 1].Start + _entries[kept - 1].Length;
    }

    /// <summary>The number of a name, a new one if it was not yet there.</summary>
    public Identifier Intern(ReadOnlySpan<byte> name)
    {
        ulong prefix = PrefixOf(name);
        return Intern(name, prefix, HashOf(name, prefix));
    }

    /// <summary>As above, for a name in an array that goes on for at least eight bytes after it.</summary>
    public Identifier Intern(byte[] bytes, int start, int length)
    {
        ReadOnlySpan<byte> name = bytes.AsSpan(start, length);
        ulong prefix = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(start));
        if (length < sizeof(ulong))
            prefix &= (1UL << (length * 8)) - 1;
        return Intern(name, prefix, HashOf(name, prefix));
    }

    /// <summary>Whether a text is one of the names.</summary>
    public bool Contains(ReadOnlySpan<byte> name)
    {
        uint hash = HashOf(name, PrefixOf(name));
        int mask = _slotCount - 1;
        for (int slot = (int)hash & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_entries[_slots[slot]].Hash == hash && name.SequenceEqual(this[new Identifier(_slots[slot])]))
                return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Identifier Intern(ReadOnlySpan<byte> name, ulong prefix, uint hash)
    {
        int mask = _slotCount - 1;
        for (int slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            int id = _slots[slot];
            if (id == 0)
                return Add(name, prefix, hash);
            ref Entry entry = ref _entries[id];
            if (entry.Hash == hash && entry.Prefix == prefix && entry.Length == name.Length
                && (name.Length <= sizeof(ulong) || name.SequenceEqual(_text.AsSpan(entry.Start, entry.Length))))
                return new Identifier(id);
        }
    }

    /// <summary>The first eight bytes, filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PrefixOf(ReadOnlySpan<byte> name)
    {
        if (name.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64LittleEndian(name);
        ulong prefix = 0;
        for (int index = name.Length - 1; index >= 0; index--)
            prefix = (prefix << 8) | name[index];
        return prefix;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HashOf(ReadOnlySpan<byte> name, ulong prefix)
    {
        ulong hash = (prefix ^ ((ulong)name.Length << 56)) * Multiplier;
        for (int index = sizeof(ulong); index < name.Length; index += sizeof(ulong))
        {
            int start = Math.Min(index, name.Length - sizeof(ulong));
            hash = (BitOperations.RotateLeft(hash, 29) ^ BinaryPrimitives.ReadUInt64LittleEndian(name[start..])) * Multiplier;
        }

        return (uint)(hash >> 32);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Identifier Add(ReadOnlySpan<byte> name, ulong prefix, uint hash)
    {
        if (_count == _entries.Length)
            Array.Resize(ref _entries, _count * 2);
        if (_count * 2 >= _slotCount)
            GrowSlots();
        if (_text.Length - _textLength < name.Length)
            Array.Resize(ref _text, Math.Max(_textLength + name.Length, _text.Length * 2));
        name.CopyTo(_text.AsSpan(_textLength));
        _entries[_count] = new Entry { Prefix = prefix, Hash = hash, Start = _textLength, Length = name.Length };
        _textLength += name.Length;
        Place(_count);
        return new Identifier(_count++);
    }

    /// <summary>Puts an entry into the first slot that is free for its hash.</summary>
    private void Place(int id)
    {
        int mask = _slotCount - 1;
        int slot = (int)_entries[id].Hash & mask;
        while (_slots[slot] != 0)
            slot = (slot + 1) & mask;
        _slots[slot] = id;
    }

    private void GrowSlots()
    {
        Array.Clear(_slots, 0, _slotCount);
        _slotCount *= 2;
        if (_slots.Length < _slotCount)
            _slots = new int[_slotCount];
        for (int id = 1; id < _count; id++)
            Place(id);
    }

    private struct Entry
    {
        public ulong Prefix;
        public uint Hash;
        public int Start;
        public int Length;
    }
}
