using System.Runtime.CompilerServices;
using Kiln.Compiler.Source;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>
/// The tree of one file: an arena of ints that holds all nodes (their layout is told at <see cref="Nodes"/>), and the tables that
/// nodes refer to. A worker owns one and clears it for each file, so that a file costs no garbage.
/// </summary>
internal sealed class SyntaxTree(SourceText text, TokenList tokens, Identifiers identifiers)
{
    private const int SmallestCapacity = 1 << 12;

    /// <summary>Index 0 is no node and the empty list; <see cref="NoArguments"/> follows it.</summary>
    private const int FirstFree = NoArguments + Node.HeaderLength + 7;

    /// <summary>The Arguments node of all functions that have no parameters.</summary>
    public const int NoArguments = 1;

    private int[] _words = new int[SmallestCapacity];
    private int _count = FirstFree;

    /// <summary>The bytes of the source, and of what was decoded from it.</summary>
    public SourceText Text { get; } = text;

    /// <summary>The tokens, which hold the places of nodes.</summary>
    public TokenList Tokens { get; } = tokens;

    public Identifiers Identifiers { get; } = identifiers;

    public ConstantTable Constants { get; } = new();

    /// <summary>The body of the module.</summary>
    public NodeList Body { get; private set; }

    /// <summary>The arena. Adding nodes may replace it: do not keep it.</summary>
    public int[] Words => _words;

    public Node this[int index] => new(this, index);

    public void Clear()
    {
        _count = FirstFree;
        _words[NoArguments] = Node.Header(NodeKind.Arguments, 0);
        Constants.Clear();
        Body = new NodeList(this, 0);
    }

    public void SetBody(int list) => Body = new NodeList(this, list);

    /// <summary>Forgets all nodes that were added since the arena had this many words; for parsing something a second way.</summary>
    public void CutTo(int count) => _count = count;

    public int Count => _count;

    /// <summary>The location of a node from its first to its last token.</summary>
    public Location LocationOf(int firstToken, int lastToken)
    {
        if (firstToken == TokenList.NoToken)
            return Location.None;
        // Every instruction has one: written out, it takes half the time of StartOf and EndOf.
        int[] lineStarts = Tokens.LineStarts;
        ref Token first = ref Tokens.Items[firstToken];
        int endLine = Tokens.LastLineOf(lastToken);
        return new Location(first.Line, first.Start - lineStarts[first.Line], endLine, Tokens.Items[lastToken].End - lineStarts[endLine]);
    }

    public int LineOf(int token) => token == TokenList.NoToken ? Location.None.Line : Tokens.Items[token].Line;

    /// <summary>Adds a node without fields.</summary>
    public int Add(int header, int first, int last)
    {
        int index = Reserve(Node.HeaderLength);
        Span<int> words = _words.AsSpan(index, Node.HeaderLength);
        words[2] = last;
        words[1] = first;
        words[0] = header;
        return index;
    }

    public int Add(int header, int first, int last, int field0)
    {
        int index = Reserve(Node.HeaderLength + 1);
        Span<int> words = _words.AsSpan(index, Node.HeaderLength + 1);
        words[3] = field0;
        words[2] = last;
        words[1] = first;
        words[0] = header;
        return index;
    }

    public int Add(int header, int first, int last, int field0, int field1)
    {
        int index = Reserve(Node.HeaderLength + 2);
        Span<int> words = _words.AsSpan(index, Node.HeaderLength + 2);
        words[4] = field1;
        words[3] = field0;
        words[2] = last;
        words[1] = first;
        words[0] = header;
        return index;
    }

    public int Add(int header, int first, int last, int field0, int field1, int field2)
    {
        int index = Reserve(Node.HeaderLength + 3);
        Span<int> words = _words.AsSpan(index, Node.HeaderLength + 3);
        words[5] = field2;
        words[4] = field1;
        words[3] = field0;
        words[2] = last;
        words[1] = first;
        words[0] = header;
        return index;
    }

    /// <summary>Adds a node with any number of fields.</summary>
    public int Add(int header, int first, int last, params ReadOnlySpan<int> fields)
    {
        int index = Reserve(Node.HeaderLength + fields.Length);
        Span<int> words = _words.AsSpan(index, Node.HeaderLength + fields.Length);
        words[0] = header;
        words[1] = first;
        words[2] = last;
        fields.CopyTo(words[Node.HeaderLength..]);
        return index;
    }

    /// <summary>Adds a list of nodes or identifiers; 0 for an empty one.</summary>
    public int AddList(ReadOnlySpan<int> items)
    {
        if (items.IsEmpty)
            return 0;
        int start = Reserve(1 + items.Length);
        _words[start] = items.Length;
        items.CopyTo(_words.AsSpan(start + 1));
        return start;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Reserve(int length)
    {
        int index = _count;
        if (index + length > _words.Length)
            Grow(index + length);
        _count = index + length;
        return index;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int needed) => Array.Resize(ref _words, Math.Max(needed, _words.Length * 2));
}
