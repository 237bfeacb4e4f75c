using System.Runtime.CompilerServices;

namespace Kiln.Compiler.Symbols;

/// <summary>Ints on one growing array that is kept from file to file.</summary>
internal sealed class IntStack
{
    private int[] _items = new int[256];

    public int Count { get; private set; }

    public ref int this[int index] => ref _items[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(int item)
    {
        if (Count == _items.Length)
            Grow();
        _items[Count++] = item;
    }

    public int Pop() => _items[--Count];

    public void CutTo(int count) => Count = count;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow() => Array.Resize(ref _items, Count * 2);
}
