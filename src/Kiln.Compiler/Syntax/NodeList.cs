namespace Kiln.Compiler.Syntax;

/// <summary>A sequence of nodes in the <see cref="SyntaxTree"/>: its length and then the indices of its nodes, at <paramref name="start"/>.</summary>
internal readonly struct NodeList(SyntaxTree tree, int start)
{
    /// <summary>Where the sequence begins in the tree's words; 0 for an empty one.</summary>
    public int Start { get; } = start;

    public int Count => tree.Words[Start];

    /// <summary>A node of the sequence; none where Python.asdl's sequence holds NULL (keys of <c>**</c>, defaults that are absent).</summary>
    public Node this[int index] => new(tree, tree.Words[Start + 1 + index]);

    public Enumerator GetEnumerator() => new(this);

    /// <summary>Lets <c>foreach</c> go through a sequence.</summary>
    public struct Enumerator(NodeList list)
    {
        private int _index = -1;

        public readonly Node Current => list[_index];

        public bool MoveNext() => ++_index < list.Count;
    }
}
