using System.Runtime.CompilerServices;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>
/// A node of the <see cref="SyntaxTree"/>, or none: a tree and an index into its words. What kind of node it is says
/// <see cref="Kind"/>; its fields are read through the view of that name: <c>new BinOp(node).Left</c>.
/// </summary>
internal readonly struct Node(SyntaxTree tree, int index)
{
    /// <summary>Words before the fields: kind and detail, first token, last token.</summary>
    public const int HeaderLength = 3;

    private const int DetailShift = 8;

    public SyntaxTree Tree { get; } = tree;

    /// <summary>Where the node begins in the tree's words; unique in the tree, 0 for no node.</summary>
    public int Index { get; } = index;

    public bool IsNone => Index == 0;

    public NodeKind Kind => (NodeKind)(byte)Tree.Words[Index];

    /// <summary>The small field that shares a word with the kind: an operator, a context, a flag.</summary>
    public int Detail => Tree.Words[Index] >>> DetailShift;

    public Location Location => Tree.LocationOf(Tree.Words[Index + 1], Tree.Words[Index + 2]);

    /// <summary>lineno alone.</summary>
    public int Line => Tree.LineOf(Tree.Words[Index + 1]);

    /// <summary>The word that has kind and detail.</summary>
    public static int Header(NodeKind kind, int detail) => (int)kind | (detail << DetailShift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Word(int field) => Tree.Words[Index + HeaderLength + field];

    /// <summary>A field that is a node, or an optional one (<c>expr?</c>).</summary>
    public Node Child(int field) => new(Tree, Word(field));

    /// <summary>A field that is a sequence of nodes (<c>expr*</c>).</summary>
    public NodeList List(int field) => new(Tree, Word(field));

    public Identifier Identifier(int field) => new(Word(field));

    public IdentifierList Identifiers(int field) => new(Tree, Word(field));
}
