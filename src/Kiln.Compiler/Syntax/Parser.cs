using System.Runtime.CompilerServices;
using Kiln.Compiler.Source;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>
/// Tokens to a <see cref="SyntaxTree"/>: Grammar/python.gram of CPython, by recursive descent, operators by precedence. Rules are methods
/// of the grammar's names where they are not merged, and return the index of a node (0 for none).
/// <para>
/// A fault is noted once (<see cref="Fail"/>), and the parser then stands at the EndMarker, which no rule accepts: all
/// loops end, all rules return, with nodes that nobody reads. So no rule has to look whether the one that it called has failed.
/// </para>
/// <para>
/// The grammar's alternatives are told apart by the next tokens, except where only the end of a construct tells (<c>with (…</c>,
/// <c>match (…</c>): there the first alternative is tried and taken back (<see cref="Mark"/>). Targets are parsed as expressions and
/// then turned into targets, as other hand-written parsers do. Every error of the grammar's actions is found here; those of the symbol table
/// and the code generator are not.
/// </para>
/// </summary>
internal sealed partial class Parser(SyntaxTree tree)
{
    /// <summary>
    /// How deeply operators and lambdas may be nested without brackets. CPython's parser has 6000 levels, of which these take up to four each, a bracket
    /// 29, a block 9: with the tokenizer's limits of 100 brackets and 99 indents all of it always fits.
    /// </summary>
    private const int MostNesting = 100;

    /// <summary>
    /// Operators of the same kind, calls and attributes in a row nest to the left: the later stages of CPython have 10,000 levels. A row is counted
    /// from this length on, all of a statement together.
    /// </summary>
    private const int LongChain = 16;

    private const int MostChained = 3000;

    /// <summary>How many <c>elif</c> may be open around a statement: each is a level.</summary>
    private const int MostElifs = 1000;

    private Target _target = new(minor: 0, micro: 0);
    private byte[] _kinds = [];
    private Token[] _items = [];
    private int _position;
    private int _endMarker;
    private Reject _reject;
    private int _nesting;
    private int _chained;
    private int _elifs;

    /// <summary>Items of the lists that are being parsed, an inner list's after those of the outer one.</summary>
    private int[] _scratch = new int[1 << 10];
    private int _scratchCount;

    /// <summary>file: [statements] ENDMARKER</summary>
    public Reject ParseModule(Target target)
    {
        _target = target;
        _kinds = tree.Tokens.Kinds;
        _items = tree.Tokens.Items;
        _position = 0;
        _endMarker = tree.Tokens.Count - 1;
        _reject = Reject.None;
        _nesting = 0;
        _chained = 0;
        _elifs = 0;
        _scratchCount = 0;
        tree.Clear();

        while (Current != TokenKind.EndMarker)
            Statement();
        tree.SetBody(List(0));
        return _reject;
    }

    private TokenKind Current => (TokenKind)_kinds[_position];

    /// <summary>The token after the current one.</summary>
    private TokenKind Next => (TokenKind)_kinds[_position + 1];

    private Identifier CurrentName => new(_items[_position].Data);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool At(TokenKind kind) => _kinds[_position] == (byte)kind;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Accept(TokenKind kind)
    {
        if (_kinds[_position] != (byte)kind)
            return false;
        _position++;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Expect(TokenKind kind)
    {
        if (_kinds[_position] == (byte)kind)
            _position++;
        else
            Fail();
    }

    private Identifier ExpectName()
    {
        Identifier name = CurrentName;
        Expect(TokenKind.Name);
        return name;
    }

    /// <summary>Notes the fault and goes to the end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Fail(RejectReason reason = RejectReason.SyntaxError)
    {
        if (_reject.IsNone)
            _reject = new Reject(reason, _items[_position].Line);
        _position = _endMarker;
        return 0;
    }

    private bool IsKind(int node, NodeKind kind) => (byte)tree.Words[node] == (byte)kind;

    /// <summary>The last token of a node that ends here: newlines and dedents do not count.</summary>
    private int LastToken()
    {
        int last = _position - 1;
        while (last > 0 && (TokenKind)_kinds[last] is >= TokenKind.NewLine and <= TokenKind.Dedent)
            last--;
        return last;
    }

    private int Add(NodeKind kind, int first, int field0) => tree.Add((int)kind, first, _position - 1, field0);

    private int Add(NodeKind kind, int first, int field0, int field1) => tree.Add((int)kind, first, _position - 1, field0, field1);

    private int Add(NodeKind kind, int first, int field0, int field1, int field2) =>
        tree.Add((int)kind, first, _position - 1, field0, field1, field2);

    private void Push(int item)
    {
        if (_scratchCount == _scratch.Length)
            Array.Resize(ref _scratch, _scratchCount * 2);
        _scratch[_scratchCount++] = item;
    }

    /// <summary>The items that were pushed since there were so many, as a list of the tree.</summary>
    private int List(int mark)
    {
        int list = tree.AddList(_scratch.AsSpan(mark, _scratchCount - mark));
        _scratchCount = mark;
        return list;
    }

    private void Nest()
    {
        if (++_nesting > MostNesting)
            Fail(RejectReason.TooDeep);
    }

    /// <summary>Counts a row of operators or trailers.</summary>
    private void Chain(int length)
    {
        if (length < LongChain)
            return;
        _chained += length;
        if (_chained > MostChained)
            Fail(RejectReason.TooDeep);
    }

    /// <summary>The state to come back to if what follows is not what it was taken for.</summary>
    private Mark SetMark() => new(_position, tree.Count, _scratchCount, _nesting, _chained);

    /// <summary>Takes back all since the mark, faults too.</summary>
    private void BackTo(Mark mark)
    {
        _position = mark.Position;
        _scratchCount = mark.ScratchCount;
        _nesting = mark.Nesting;
        _chained = mark.Chained;
        _reject = Reject.None;
        tree.CutTo(mark.TreeCount);
    }

    private readonly record struct Mark(int Position, int TreeCount, int ScratchCount, int Nesting, int Chained);

    private SourceText Text => tree.Text;
}
