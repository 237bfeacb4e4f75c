using System.Runtime.CompilerServices;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.CodeObjects;

/// <summary>
/// c_const_cache: of equal constants of a whole file, nested ones too, one stands for all, so that they are one object in its code objects
/// (merge_consts_recursive of compile.c; equal as by _PyCode_ConstantKey). The number of a constant is the identity of an object.
/// <para>
/// Two relations are kept apart. Constants of equal value are of one class, whose first constant is its head. Of a class, the cache has
/// registered at most one constant, which stands for all that come after it. They differ for texts: the str object of a name, such as
/// <c>A.b</c>, is of the class of an equal literal but another object. Where Python interns literals too (Objects/codeobject.c:
/// should_intern_string), name and literal are one object: the head.
/// </para>
/// </summary>
internal sealed class ConstantCache(SyntaxTree tree)
{
    private const int SmallestCapacity = 1 << 10;

    private Entry[] _entries = new Entry[SmallestCapacity];
    private int[] _slots = new int[SmallestCapacity];

    /// <summary>
    /// How many of the slots are in use: few in a small file, though a big one was before it. With all in use, waiting for them to come into the processor's
    /// cache was 7 % of the compiler's time.
    /// </summary>
    private int _slotCount = SmallestCapacity;
    private int[] _names = new int[SmallestCapacity];
    private CodeObject[] _codes = new CodeObject[64];
    private int _codeCount;
    private int _headCount;
    /// <summary>Frozensets with texts that may be interned, which some code object has already.</summary>
    private readonly HashSet<int> _shared = [];
    private int _entryEnd;
    private int _nameEnd;

    /// <summary>The finished code objects of the file, inner ones first.</summary>
    public ReadOnlySpan<CodeObject> Codes => _codes.AsSpan(0, _codeCount);

    /// <summary>Forgets all constants; before the next file.</summary>
    public void Clear()
    {
        Array.Clear(_slots, 0, _slotCount);
        _slotCount = SmallestCapacity;
        Array.Clear(_entries, 0, _entryEnd);
        Array.Clear(_names, 0, _nameEnd);
        _headCount = _codeCount = _entryEnd = _nameEnd = 0;
        _shared.Clear();
    }

    /// <summary>The number of the constant that stands for all that equal this one.</summary>
    public int Merge(int number)
    {
        ConstantKind kind = tree.Constants[number].Kind;
        if (kind <= ConstantKind.Ellipsis)
            return (int)kind;
        int head = HeadOf(number);
        int registered = _entries[head].Registered - 1;
        if (registered >= 0)
            return registered;
        int stands = Register(head, number);
        if (kind is ConstantKind.Tuple or ConstantKind.Frozenset)
        {
            int count = tree.Constants.ItemsOf(tree.Constants[number]).Length;
            for (int index = 0; index < count; index++)
            {
                int item = Merge(tree.Constants.ItemsOf(tree.Constants[number])[index]);
                tree.Constants.ItemsOf(tree.Constants[number])[index] = item;
            }
        }

        return stands;
    }

    /// <summary>
    /// _PyCompile_ConstCacheMergeOne for a new tuple: the number of the constant that stands for it. Its items stay what they are.
    /// </summary>
    public int MergeTuple(ReadOnlySpan<int> items)
    {
        uint hash = HashOfItems(items);
        int mask = _slotCount - 1;
        for (int slot = (int)hash & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int head = _slots[slot] - 1;
            ConstantValue value = tree.Constants[head];
            if (_entries[head].Hash == hash && value.Kind == ConstantKind.Tuple && AreEqual(items, tree.Constants.ItemsOf(value)))
                return _entries[head].Registered > 0 ? _entries[head].Registered - 1 : Register(head, tree.Constants.AddCollection(ConstantKind.Tuple, items));
        }

        int number = tree.Constants.AddCollection(ConstantKind.Tuple, items);
        return Register(HeadOf(number), number);
    }

    /// <summary>
    /// intern_constants for the frozensets in the constants of a code object. Where one has the text of an interned name, Python puts the interned
    /// text in its place, and for that a copy in the place of the frozenset; two code objects have two copies then. False for a frozenset that
    /// is met again and has a text that may be interned: names of the file are, but also some that the interpreter knows from its start.
    /// </summary>
    public bool TryCopyFrozensets(int tuple)
    {
        bool isSure = true;
        int count = tree.Constants.ItemsOf(tree.Constants[tuple]).Length;
        for (int index = 0; index < count; index++)
        {
            int item = tree.Constants.ItemsOf(tree.Constants[tuple])[index];
            ConstantValue value = tree.Constants[item];
            if (value.Kind == ConstantKind.Tuple)
                isSure &= TryCopyFrozensets(item);
            else if (value.Kind != ConstantKind.Frozenset || (value.Traits & TextTraits.Name) != 0)
                continue;
            else if (HasName(value, ofFile: true))
                tree.Constants.ItemsOf(tree.Constants[tuple])[index] = tree.Constants.Add(value with { Traits = TextTraits.Name });
            else
                isSure &= !HasName(value, ofFile: false) || _shared.Add(item);
        }

        return isSure;
    }

    /// <summary>The str object of a name: a number that is the same whenever the name is asked for.</summary>
    public int NameOf(Identifier name)
    {
        if (name.Id >= _names.Length)
            Array.Resize(ref _names, Math.Max(name.Id + 1, _names.Length * 2));
        if (_names[name.Id] > 0)
            return _names[name.Id] - 1;
        _nameEnd = Math.Max(_nameEnd, name.Id + 1);
        ReadOnlySpan<byte> text = tree.Identifiers[name];
        text.CopyTo(tree.Text.Reserve(text.Length));
        int number = tree.Constants.Add(ConstantValue.OfStr(tree.Text.Keep(text.Length), TextTraits.Ascii | TextTraits.Name));
        int head = HeadOf(number);
        number = _entries[head].IsInterned ? head : number;
        _names[name.Id] = number + 1;
        return number;
    }

    /// <summary>
    /// The constant that code generation makes of a name, such as a class's of its qualified name: the str object of the name, or another one if a code
    /// object has such a name already, since that one was interned first.
    /// </summary>
    public int ConstantOf(Identifier name)
    {
        bool isTaken = name.Id < _names.Length && _names[name.Id] > 0;
        int number = NameOf(name);
        ConstantValue value = tree.Constants[number];
        return isTaken && !_entries[HeadOf(number)].IsInterned ? tree.Constants.Add(value with { Traits = TextTraits.Ascii }) : number;
    }

    /// <summary>Adds a finished code object as a constant, which is not merged yet, and gives its number.</summary>
    public int AddCode(in CodeObject code)
    {
        if (_codeCount == _codes.Length)
            Array.Resize(ref _codes, _codeCount * 2);
        _codes[_codeCount] = code;
        return tree.Constants.Add(new ConstantValue(ConstantKind.Code, TextTraits.None, _codeCount++, 0));
    }

    /// <summary>The code object of a constant of kind Code.</summary>
    public ref readonly CodeObject CodeOf(int number) => ref _codes[(int)tree.Constants[number].First];

    /// <summary>Whether a text that is in the cache, or a name, is interned.</summary>
    public bool IsInterned(int number) =>
        (tree.Constants[number].Traits & TextTraits.Name) != 0 || _entries[HeadOf(number)].IsInterned;

    /// <summary>Whether it has a text that is a name of the file, or any that may be the name of something. Single characters are one object each anyway.</summary>
    private bool HasName(ConstantValue frozenset, bool ofFile)
    {
        foreach (int item in tree.Constants.ItemsOf(frozenset))
        {
            ConstantValue value = tree.Constants[item];
            if (value.Kind == ConstantKind.Str && value.Text.Length > 1 && (ofFile ? tree.Identifiers.Contains(tree.Text[value.Text]) : IsInterned(item)))
                return true;
        }

        return false;
    }

    private int Register(int head, int number)
    {
        int stands = _entries[head].IsInterned ? head : number;
        _entries[head].Registered = stands + 1;
        return stands;
    }

    /// <summary>The first constant that was equal to this one, known or found by its hash.</summary>
    private int HeadOf(int number)
    {
        if (number >= _entries.Length)
            GrowEntries(number);
        if (_entries[number].Head > 0)
            return _entries[number].Head - 1;
        _entryEnd = Math.Max(_entryEnd, number + 1);
        if (_headCount * 2 >= _slotCount)
            GrowSlots();
        ConstantValue value = tree.Constants[number];
        uint hash = HashOf(value, number);
        int mask = _slotCount - 1;
        int slot = (int)hash & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int head = _slots[slot] - 1;
            if (_entries[head].Hash == hash && AreEqual(value, number, head))
            {
                _entries[number].Head = head + 1;
                return head;
            }
        }

        _slots[slot] = number + 1;
        _headCount++;
        _entries[number] = new Entry { Hash = hash, Head = number + 1, IsInterned = value.Kind == ConstantKind.Str && IsAlwaysInterned(tree.Text[value.Text]) };
        return number;
    }

    private uint HashOf(ConstantValue value, int number)
    {
        uint kind = (uint)value.Kind;
        switch (value.Kind)
        {
            case ConstantKind.Str or ConstantKind.Bytes:
                return ConstantHash.OfBytes(tree.Text[value.Text], kind);
            case ConstantKind.BigInt:
                return ConstantHash.OfNumbers(kind, tree.Constants.BigIntOf(value).GetHashCode(), 0);
            case ConstantKind.Tuple:
                return HashOfItems(tree.Constants.ItemsOf(value));
            case ConstantKind.Frozenset:
                uint sum = kind;
                foreach (int item in tree.Constants.ItemsOf(value))
                    sum += ConstantHash.OfNumbers(kind, HeadOf(item), 0);
                return sum;
            case ConstantKind.Code:
                ref readonly CodeObject code = ref CodeOf(number);
                return ConstantHash.OfNumbers(kind, HeadOf(code.LineTable), ((long)HeadOf(code.Constants) << 32) | (uint)code.FirstLine);
            default:
                return ConstantHash.OfNumbers(kind, value.First, value.Second);
        }
    }

    private uint HashOfItems(ReadOnlySpan<int> items)
    {
        uint hash = (uint)items.Length;
        foreach (int item in items)
            hash = ConstantHash.OfNumbers(hash, HeadOf(item), (long)ConstantKind.Tuple);
        return hash;
    }

    private bool AreEqual(ConstantValue value, int number, int head)
    {
        ConstantValue other = tree.Constants[head];
        if (value.Kind != other.Kind)
            return false;
        switch (value.Kind)
        {
            case ConstantKind.Str or ConstantKind.Bytes:
                return tree.Text[value.Text].SequenceEqual(tree.Text[other.Text]);
            case ConstantKind.BigInt:
                return tree.Constants.BigIntOf(value) == tree.Constants.BigIntOf(other);
            case ConstantKind.Tuple:
                return AreEqual(tree.Constants.ItemsOf(value), tree.Constants.ItemsOf(other));
            case ConstantKind.Frozenset:
                return AreEqualSets(tree.Constants.ItemsOf(value), tree.Constants.ItemsOf(other));
            case ConstantKind.Code:
                return AreEqual(CodeOf(number), CodeOf(head));
            case ConstantKind.Float or ConstantKind.Complex:
                // A nan equals itself only. All other numbers have other bits if they have another sign of zero, and are another constant then.
                return value == other && !double.IsNaN(value.Real) && !(value.Kind == ConstantKind.Complex && double.IsNaN(value.Imaginary));
            default:
                return value == other;
        }
    }

    private bool AreEqual(ReadOnlySpan<int> items, ReadOnlySpan<int> others)
    {
        if (items.Length != others.Length)
            return false;
        for (int index = 0; index < items.Length; index++)
        {
            if (HeadOf(items[index]) != HeadOf(others[index]))
                return false;
        }

        return true;
    }

    private bool AreEqualSets(ReadOnlySpan<int> items, ReadOnlySpan<int> others)
    {
        if (items.Length != others.Length)
            return false;
        HashSet<int> heads = [];
        foreach (int item in items)
            heads.Add(HeadOf(item));
        foreach (int item in others)
        {
            if (!heads.Contains(HeadOf(item)))
                return false;
        }

        return true;
    }

    /// <summary>code_richcompare: all fields but the qualified name, the depth of the stack and the kinds of the variables.</summary>
    private bool AreEqual(in CodeObject code, in CodeObject other) =>
        code.Name == other.Name
        && code.ArgumentCount == other.ArgumentCount
        && code.PositionalOnlyCount == other.PositionalOnlyCount
        && code.KeywordOnlyCount == other.KeywordOnlyCount
        && code.Flags == other.Flags
        && code.FirstLine == other.FirstLine
        && tree.Text[code.Code].SequenceEqual(tree.Text[other.Code])
        && HeadOf(code.Constants) == HeadOf(other.Constants)
        && HeadOf(code.Names) == HeadOf(other.Names)
        && HeadOf(code.VariableNames) == HeadOf(other.VariableNames)
        && HeadOf(code.LineTable) == HeadOf(other.LineTable)
        && HeadOf(code.ExceptionTable) == HeadOf(other.ExceptionTable);

    /// <summary>should_intern_string; and the empty text and single characters up to U+00FF, of which Python has one object each.</summary>
    private static bool IsAlwaysInterned(ReadOnlySpan<byte> text) =>
        !text.ContainsAnyExcept(ConstantHash.NameCharacters) || text.Length == 1 || (text.Length == 2 && text[0] is 0xC2 or 0xC3);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void GrowEntries(int number) => Array.Resize(ref _entries, Math.Max(number + 1, _entries.Length * 2));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void GrowSlots()
    {
        Array.Clear(_slots, 0, _slotCount);
        _slotCount *= 2;
        if (_slots.Length < _slotCount)
            _slots = new int[_slotCount];
        int mask = _slotCount - 1;
        for (int number = 0; number < _entryEnd; number++)
        {
            if (_entries[number].Head != number + 1)
                continue;
            int slot = (int)_entries[number].Hash & mask;
            while (_slots[slot] != 0)
                slot = (slot + 1) & mask;
            _slots[slot] = number + 1;
        }
    }

    private struct Entry
    {
        /// <summary>Of a head.</summary>
        public uint Hash;

        /// <summary>One more than the number of the head; 0 before it is known.</summary>
        public int Head;

        /// <summary>Of a head: one more than the number of the constant that stands for its class; 0 before there is one.</summary>
        public int Registered;

        /// <summary>Of a head: whether Python interns texts of these characters wherever they stand.</summary>
        public bool IsInterned;
    }
}
