namespace Kiln.Compiler.Marshal;

/// <summary>
/// The objects of a marshal stream in its own order, with type letters and identities kept. The buffers grow with the streams
/// read and are used again, so a worker owns one tree; a node takes 28 bytes and at least one byte of the stream.
/// </summary>
internal sealed class MarshalTree
{
#if DEBUG
    private const int InitialCapacity = 4;
#else
    private const int InitialCapacity = 4096;
#endif

    private readonly int[] _open = new int[MarshalWalker.MaxDepth];
    private MarshalNode[] _nodes = new MarshalNode[InitialCapacity];
    private int[] _references = new int[InitialCapacity];
    private int _nodeCount;
    private int _referenceCount;
    private int _openCount;

    public Span<MarshalNode> Nodes => _nodes.AsSpan(0, _nodeCount);

    public CodeShape Shape { get; private set; } = CodeShape.OfPython(0);

    /// <summary>Reads a stream; the nodes are complete only where the outcome is ok.</summary>
    public MarshalOutcome Read(ReadOnlySpan<byte> stream, CodeShape shape)
    {
        Shape = shape;
        _nodeCount = 0;
        _referenceCount = 0;
        _openCount = 0;
        Builder builder = new(this);
        return MarshalWalker.Walk(stream, shape, ref builder);
    }

    /// <summary>Steps from one child of a container to the next.</summary>
    public int NextSibling(int node) => _nodes[node].End;

    /// <summary>The node of the object at an occurrence, where equal objects were made one by setting <see cref="MarshalNode.Target"/>.</summary>
    public int Resolve(int node) => _nodes[_nodes[node].Target].Target;

    /// <summary>Sets <see cref="MarshalNode.IsIdentifier"/> everywhere.</summary>
    public void MarkIdentifiers()
    {
        for (int node = 0; node < _nodeCount; node++)
        {
            if (_nodes[node].Type != MarshalType.Code)
                continue;
            int field = 0;
            for (int child = node + 1; child < _nodes[node].End; child = NextSibling(child), field++)
            {
                if (Shape.IsName(field))
                    _nodes[Resolve(child)].IsIdentifier = true;
                else if (Shape.IsNameTuple(field))
                    MarkItems(Resolve(child));
            }
        }
    }

    private void MarkItems(int tuple)
    {
        for (int child = tuple + 1; child < _nodes[tuple].End; child = NextSibling(child))
            _nodes[Resolve(child)].IsIdentifier = true;
    }

    private void Enter(in MarshalToken token)
    {
        if (_nodeCount == _nodes.Length)
            Array.Resize(ref _nodes, 2 * _nodeCount);
        int index = _nodeCount++;
        int target = index;
        if (token.Type == MarshalType.Reference)
        {
            target = _references[token.Argument];
            _nodes[target].ReferenceCount++;
        }
        else
        {
            if (token.Argument > 0)
                _open[_openCount++] = index;
            if (token.IsReferable)
                AddReference(index);
        }

        _nodes[index] = new MarshalNode
        {
            Type = token.Type,
            IsReferable = token.IsReferable,
            Offset = token.Offset,
            Length = token.Length,
            End = index + 1,
            Target = target,
        };
    }

    private void AddReference(int index)
    {
        if (_referenceCount == _references.Length)
            Array.Resize(ref _references, 2 * _referenceCount);
        _references[_referenceCount++] = index;
    }

    private readonly struct Builder(MarshalTree tree) : IMarshalVisitor
    {
        public void Enter(in MarshalToken token) => tree.Enter(token);

        public void Leave() => tree._nodes[tree._open[--tree._openCount]].End = tree._nodeCount;
    }
}
