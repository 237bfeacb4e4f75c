using System.Buffers;
using System.Buffers.Binary;

namespace Kiln.Compiler.Marshal;

/// <summary>
/// Orders the elements of frozensets by what they are, whatever the hash seed was: by their own marshal bytes, as CPython does
/// from 3.11 on (bpo-37596), with references replaced by what they refer to and without flags.
/// </summary>
internal sealed class FrozensetOrder(MarshalTree tree, int pythonMinor)
{
    private readonly ArrayBufferWriter<byte> _content = new();
    private long _budget;

    /// <summary>
    /// Before each stream. A few references can stand for exponentially many bytes, so contents may take no more than a
    /// multiple of the stream.
    /// </summary>
    public void Reset(int streamLength) => _budget = 16L * streamLength;

    /// <summary>
    /// The children of a frozenset in order; null if their contents are too long or too deep. CPython sorts with the flags that
    /// each element gets when it is marshalled alone, which <paramref name="withFlags"/> imitates.
    /// </summary>
    public int[]? Sort(ReadOnlySpan<byte> stream, int frozenset, bool withFlags)
    {
        _content.ResetWrittenCount();
        List<(int Start, int End, int Node)> elements = [];
        for (int child = frozenset + 1; child < tree.Nodes[frozenset].End; child = tree.NextSibling(child))
        {
            int start = _content.WrittenCount;
            bool isFlagged = withFlags && IsFlaggedAlone(stream, tree.Resolve(child));
            if (!TryAppend(stream, child, depth: 0, isFlagged ? MarshalTypes.ReferableFlag : (byte)0))
                return null;
            elements.Add((start, _content.WrittenCount, child));
        }

        ReadOnlyMemory<byte> content = _content.WrittenMemory;
        elements.Sort((one, other) =>
            content.Span[one.Start..one.End].SequenceCompareTo(content.Span[other.Start..other.End]));
        return [.. elements.Select(element => element.Node)];
    }

    /// <summary>The content of an object, equal for equal objects; null if it is too long or too deep.</summary>
    public byte[]? ContentOf(ReadOnlySpan<byte> stream, int node)
    {
        _content.ResetWrittenCount();
        return TryAppend(stream, node, depth: 0) ? _content.WrittenSpan.ToArray() : null;
    }

    /// <summary>
    /// Whether an element has other references than its frozenset's: in the code, or as one of the cached small objects. From
    /// 3.13 on the loop over the elements holds one itself (marshal.c: _PySet_NextEntryRef).
    /// </summary>
    private bool IsFlaggedAlone(ReadOnlySpan<byte> stream, int element)
    {
        ref readonly MarshalNode node = ref tree.Nodes[element];
        if (pythonMinor >= 13)
            return !node.Type.IsSingleton();
        ReadOnlySpan<byte> token = stream.Slice(node.Offset, node.Length);
        return node.ReferenceCount > 0 || node.Type.IsInterned() || node.Type switch
        {
            MarshalType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(token[1..]) is >= -5 and <= 256,
            MarshalType.ShortAscii => token[1] <= 1,
            MarshalType.Bytes => BinaryPrimitives.ReadInt32LittleEndian(token[1..]) <= 1,
            MarshalType.Unicode => node.Length == 1 + sizeof(int) + 2 && token[1 + sizeof(int)] is (0xC2 or 0xC3),
            MarshalType.SmallTuple => token[1] == 0,
            _ => false,
        };
    }

    // Frozensets in frozensets keep their order: no constant expression makes them.
    private bool TryAppend(ReadOnlySpan<byte> stream, int node, int depth, byte flag = 0)
    {
        int target = tree.Resolve(node);
        ref readonly MarshalNode definition = ref tree.Nodes[target];
        _budget -= definition.Length;
        if (_budget < 0 || depth > CanonicalWriter.MaxDepth)
            return false;
        Span<byte> head = _content.GetSpan(definition.Length);
        stream.Slice(definition.Offset, definition.Length).CopyTo(head);
        head[0] = (byte)((byte)definition.Type | flag);
        _content.Advance(definition.Length);
        for (int child = target + 1; child < definition.End; child = tree.NextSibling(child))
        {
            if (!TryAppend(stream, child, depth + 1))
                return false;
        }

        return true;
    }
}
