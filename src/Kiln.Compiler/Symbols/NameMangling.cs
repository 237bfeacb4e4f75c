using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>Private names: <c>__x</c> in a class <c>C</c> is <c>_C__x</c> (_Py_Mangle).</summary>
internal sealed class NameMangling(Identifiers identifiers)
{
    /// <summary>Of the names that the file has: whether they are private.</summary>
    private bool[] _isPrivate = [];
    private int _count;
    private byte[] _mangled = new byte[256];

    /// <summary>Looks at all names of a file, so that it need not be done at each of their uses.</summary>
    public void Begin()
    {
        _count = identifiers.Count;
        if (_isPrivate.Length < _count)
            _isPrivate = new bool[_count * 2];
        for (int id = 1; id < _count; id++)
            _isPrivate[id] = LooksPrivate(identifiers[new Identifier(id)]);
    }

    /// <summary>Whether the name is mangled within classes.</summary>
    public bool IsPrivate(Identifier name) => name.Id < _count ? _isPrivate[name.Id] : LooksPrivate(identifiers[name]);

    /// <summary>The name that a private name stands for in a class.</summary>
    public Identifier Mangle(Identifier privateName, Identifier name)
    {
        ReadOnlySpan<byte> owner = identifiers[privateName].TrimStart((byte)'_');
        if (owner.IsEmpty)
            return name;
        ReadOnlySpan<byte> text = identifiers[name];
        int length = 1 + owner.Length + text.Length;
        if (_mangled.Length < length)
            _mangled = new byte[length * 2];
        _mangled[0] = (byte)'_';
        owner.CopyTo(_mangled.AsSpan(1));
        text.CopyTo(_mangled.AsSpan(1 + owner.Length));
        return identifiers.Intern(_mangled.AsSpan(0, length));
    }

    /// <summary>Begins with two underscores, does not end with two, has no dot.</summary>
    private static bool LooksPrivate(ReadOnlySpan<byte> name) =>
        name.StartsWith("__"u8) && !name.EndsWith("__"u8) && !name.Contains((byte)'.');
}
