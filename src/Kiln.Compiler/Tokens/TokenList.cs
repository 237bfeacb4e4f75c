using System.Runtime.CompilerServices;

namespace Kiln.Compiler.Tokens;

/// <summary>
/// The tokens of one file: kinds in one array for the parser to run over, places in another, and where the lines begin.
/// The last token is an <see cref="TokenKind.EndMarker"/>; places that no token has are added after it.
/// </summary>
internal sealed class TokenList
{
    /// <summary>The token of nodes that have no location.</summary>
    public const int NoToken = -1;

    private const int SmallestCapacity = 1 << 12;

    private byte[] _kinds = new byte[SmallestCapacity];
    private Token[] _items = new Token[SmallestCapacity];
    private int[] _lineStarts = new int[SmallestCapacity];

    /// <summary>The kind of each token.</summary>
    public byte[] Kinds => _kinds;

    /// <summary>The place of each token.</summary>
    public Token[] Items => _items;

    /// <summary>Where each line begins in the source text; lines count from 1.</summary>
    public int[] LineStarts => _lineStarts;

    public int Count { get; private set; }

    /// <summary>Line and column of the first byte of a token.</summary>
    public (int Line, int Column) StartOf(int token)
    {
        ref Token item = ref _items[token];
        return (item.Line, item.Start - _lineStarts[item.Line]);
    }

    /// <summary>Line and column after the last byte of a token.</summary>
    public (int Line, int Column) EndOf(int token)
    {
        ref Token item = ref _items[token];
        int line = LastLineOf(token);
        return (line, item.End - _lineStarts[line]);
    }

    /// <summary>The line in which a token ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LastLineOf(int token) =>
        (TokenKind)_kinds[token] is >= TokenKind.String and <= TokenKind.FStringEnd ? _items[token].Data : _items[token].Line;

    /// <summary>Adds a place that is no token's, as first or last token of a node.</summary>
    public int AddPlace(int start, int line, int end, int lastLine)
    {
        int index = Count;
        EnsureCapacity(index + 1);
        _kinds[index] = (byte)TokenKind.String;
        _items[index] = new Token { Start = start, End = end, Line = line, Data = lastLine };
        Count = index + 1;
        return index;
    }

    /// <summary>Makes room for so many tokens, and says that so many are there.</summary>
    public void SetCount(int count) => Count = count;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void EnsureCapacity(int count)
    {
        if (count <= _items.Length)
            return;
        int capacity = Math.Max(count, _items.Length * 2);
        Array.Resize(ref _items, capacity);
        Array.Resize(ref _kinds, capacity);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void EnsureLines(int count)
    {
        if (count > _lineStarts.Length)
            Array.Resize(ref _lineStarts, Math.Max(count, _lineStarts.Length * 2));
    }
}
