using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.CodeObjects;

/// <summary>Names in the order in which they were first added, and the place of each: the dictionaries u_names, u_varnames, u_cellvars, u_freevars.</summary>
internal sealed class NameIndex
{
    private Identifier[] _names = new Identifier[16];
    private int[] _placeById = new int[64];

    public int Count { get; private set; }

    public Identifier this[int place] => _names[place];

    public ReadOnlySpan<Identifier> Names => _names.AsSpan(0, Count);

    public void Clear()
    {
        foreach (Identifier name in Names)
            _placeById[name.Id] = 0;
        Count = 0;
    }

    /// <summary>The place of a name; -1 if it is not there.</summary>
    public int Find(Identifier name) => name.Id < _placeById.Length ? _placeById[name.Id] - 1 : -1;

    /// <summary>The place of a name, which is added at the end if it was not there.</summary>
    public int Add(Identifier name)
    {
        int place = Find(name);
        if (place >= 0)
            return place;
        if (name.Id >= _placeById.Length)
            Array.Resize(ref _placeById, Math.Max(name.Id + 1, _placeById.Length * 2));
        if (Count == _names.Length)
            Array.Resize(ref _names, Count * 2);
        _names[Count] = name;
        _placeById[name.Id] = Count + 1;
        return Count++;
    }
}
