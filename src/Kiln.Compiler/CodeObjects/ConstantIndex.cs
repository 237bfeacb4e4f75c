namespace Kiln.Compiler.CodeObjects;

/// <summary>The constants of a code object in the order in which they were first added, by number, and the place of each.</summary>
internal sealed class ConstantIndex
{
    private int[] _numbers = new int[16];
    private int[] _placeByNumber = new int[64];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Numbers => _numbers.AsSpan(0, Count);

    public void Clear()
    {
        foreach (int number in Numbers)
            _placeByNumber[number] = 0;
        Count = 0;
    }

    /// <summary>Forgets all constants but those at some places, which ascend.</summary>
    public void Keep(ReadOnlySpan<int> places)
    {
        foreach (int number in Numbers)
            _placeByNumber[number] = 0;
        for (int index = 0; index < places.Length; index++)
        {
            _numbers[index] = _numbers[places[index]];
            _placeByNumber[_numbers[index]] = index + 1;
        }

        Count = places.Length;
    }

    /// <summary>The place of a constant that the <see cref="ConstantCache"/> gave, which is added at the end if it was not there.</summary>
    public int Add(int number)
    {
        if (number >= _placeByNumber.Length)
            Array.Resize(ref _placeByNumber, Math.Max(number + 1, _placeByNumber.Length * 2));
        if (_placeByNumber[number] > 0)
            return _placeByNumber[number] - 1;
        if (Count == _numbers.Length)
            Array.Resize(ref _numbers, Count * 2);
        _numbers[Count] = number;
        _placeByNumber[number] = ++Count;
        return Count - 1;
    }
}
