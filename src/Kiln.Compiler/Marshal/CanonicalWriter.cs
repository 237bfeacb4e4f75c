using System.Buffers;
using System.Buffers.Binary;

namespace Kiln.Compiler.Marshal;

/// <summary>
/// Writes a tree anew: each object where it is met first, a reference wherever it is met again. Flags and reference indices
/// are filled in at the end, when it is known which objects are met again.
/// </summary>
internal sealed class CanonicalWriter(MarshalTree tree, FrozensetOrder order, CanonicalFlags flags)
{
    /// <summary>
    /// Where writing gives up, since it recurses: no source nests deeper, CPython allows 200 parentheses and 100 indents
    /// (Parser/tokenizer.h: MAXLEVEL, MAXINDENT).
    /// </summary>
    public const int MaxDepth = 500;

    private const int ReferenceLength = 1 + sizeof(int);

    private Token[] _tokens = [];
    private int _tokenCount;
    private byte[] _output = [];
    private int _length;

    /// <summary>Where each object was written, as an index into the tokens; -1 before that.</summary>
    private int[] _tokenOf = [];

    /// <summary>Writes the tree of <paramref name="stream"/>; false if it nests or repeats itself beyond what compilers produce.</summary>
    public bool TryWrite(ReadOnlySpan<byte> stream, IBufferWriter<byte> destination)
    {
        Reset(stream.Length);
        order.Reset(stream.Length);
        if (!TryEmit(stream, node: 0, depth: 0))
            return false;
        NumberReferences();
        destination.Write(_output.AsSpan(0, _length));
        return true;
    }

    private void Reset(int streamLength)
    {
        int nodeCount = tree.Nodes.Length;
        if (_tokenOf.Length < nodeCount)
        {
            _tokenOf = new int[nodeCount];
            _tokens = new Token[nodeCount];
        }

        // No more than the stream's bytes are written: an object only moves to where it is met first, a reference takes its place.
        if (_output.Length < streamLength)
            _output = new byte[streamLength];
        _tokenOf.AsSpan(0, nodeCount).Fill(-1);
        _tokenCount = 0;
        _length = 0;
    }

    private bool TryEmit(ReadOnlySpan<byte> stream, int node, int depth)
    {
        int target = tree.Resolve(node);
        ref readonly MarshalNode definition = ref tree.Nodes[target];
        if (_tokenOf[target] >= 0)
        {
            _tokens[_tokenOf[target]].IsMetAgain = true;
            _tokens[_tokenCount++] = new Token(_length, target, isReference: true);
            _output[_length] = (byte)MarshalType.Reference;
            _length += ReferenceLength;
            return true;
        }

        if (!definition.Type.IsSingleton())
        {
            _tokenOf[target] = _tokenCount;
            _tokens[_tokenCount++] = new Token(_length, target, isReference: false);
        }

        stream.Slice(definition.Offset, definition.Length).CopyTo(_output.AsSpan(_length));
        _output[_length] = (byte)definition.Type;
        _length += definition.Length;
        return definition.End == target + 1 || (depth < MaxDepth && TryEmitChildren(stream, target, depth + 1));
    }

    private bool TryEmitChildren(ReadOnlySpan<byte> stream, int container, int depth)
    {
        ref readonly MarshalNode definition = ref tree.Nodes[container];
        bool withFlags = flags == CanonicalFlags.SharedObjects;
        if (definition.Type == MarshalType.Frozenset && (!withFlags || definition.IsMerged))
        {
            if (order.Sort(stream, container, withFlags) is not { } sorted)
                return false;
            foreach (int child in sorted)
            {
                if (!TryEmit(stream, child, depth))
                    return false;
            }

            return true;
        }

        int lineAfter = definition.Type == MarshalType.Code ? tree.Shape.ObjectCount - tree.Shape.ObjectsAfterLine : -1;
        int field = 0;
        for (int child = container + 1; child < definition.End; child = tree.NextSibling(child), field++)
        {
            if (field == lineAfter)
            {
                stream.Slice(tree.Nodes[child].Offset - sizeof(int), sizeof(int)).CopyTo(_output.AsSpan(_length));
                _length += sizeof(int);
            }

            if (!TryEmit(stream, child, depth))
                return false;
        }

        return true;
    }

    /// <summary>
    /// Whether a fresh interpreter has other references to an object: interned text, cached small objects, and what had some
    /// for a reason that the stream does not show.
    /// </summary>
    private bool IsShared(int node)
    {
        ref readonly MarshalNode definition = ref tree.Nodes[node];
        return definition.Type.IsInterned()
            || (definition.IsReferable && definition.ReferenceCount == 0);
    }

    private void NumberReferences()
    {
        int count = 0;
        foreach (ref Token token in _tokens.AsSpan(0, _tokenCount))
        {
            if (token.IsReference)
            {
                int index = _tokens[_tokenOf[token.Node]].ReferenceIndex;
                BinaryPrimitives.WriteInt32LittleEndian(_output.AsSpan(token.Offset + 1), index);
            }
            else if (token.IsMetAgain || (flags == CanonicalFlags.SharedObjects && IsShared(token.Node)))
            {
                token.ReferenceIndex = count++;
                _output[token.Offset] |= MarshalTypes.ReferableFlag;
            }
        }
    }

    /// <summary>Something written that can be referred to, or a reference.</summary>
    private struct Token(int offset, int node, bool isReference)
    {
        public readonly int Offset = offset;
        public readonly int Node = node;
        public readonly bool IsReference = isReference;
        public bool IsMetAgain;
        public int ReferenceIndex;
    }
}
