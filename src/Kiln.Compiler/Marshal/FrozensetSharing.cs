using System.Text;

namespace Kiln.Compiler.Marshal;

/// <summary>
/// Undoes a trace of history of 3.12 and newer, where names once interned never die: equal frozensets of several functions are
/// one object, unless one of their strings was interned already when the code objects were made; then each function gets a
/// copy (Objects/codeobject.c: intern_constants). A fresh process has interned the identifiers of the file, and what every
/// interpreter has at its start, such as <c>file</c>. Of 16,853 files (standard library and 98 wheels) 13 hold such
/// frozensets, and 1 to 4 came out in another way when the files were compiled in another order.
/// Identifiers that no code object names, as those of keyword arguments are, go unseen: frozensets with one become one object
/// too, which a fresh process leaves apart. None of those 16,853 files holds such a frozenset.
/// </summary>
internal sealed class FrozensetSharing(MarshalTree tree, FrozensetOrder order, Func<IReadOnlyList<string>, bool> isAnyInternedAtStart)
{
    private readonly Dictionary<string, int> _first = [];

    /// <summary>Makes one object of equal frozensets that are copies only because of the files compiled before.</summary>
    public bool Merge(ReadOnlySpan<byte> stream)
    {
        _first.Clear();
        order.Reset(stream.Length);
        bool isChanged = false;
        for (int node = 0; node < tree.Nodes.Length; node++)
        {
            if (tree.Nodes[node].Type != MarshalType.Frozenset || NamesOf(stream, node) is not { Count: > 0 } names)
                continue;
            if (order.ContentOf(stream, node) is not { } content)
                return false;
            string key = Encoding.Latin1.GetString(content);
            if (_first.TryAdd(key, node) || isAnyInternedAtStart(names))
                continue;
            Drop(node, _first[key]);
            isChanged = true;
        }

        return isChanged;
    }

    private void Drop(int copy, int kept)
    {
        tree.Nodes[copy].Target = kept;
        tree.Nodes[kept].IsMerged = true;
        for (int child = copy + 1; child < tree.Nodes[copy].End; child = tree.NextSibling(child))
            tree.Nodes[tree.Resolve(child)].ReferenceCount--;
    }

    /// <summary>The strings in it that earlier files can have interned; null if its parser has interned one as an identifier of this file.</summary>
    private List<string>? NamesOf(ReadOnlySpan<byte> stream, int frozenset)
    {
        List<string> names = [];
        for (int child = frozenset + 1; child < tree.Nodes[frozenset].End; child = tree.NextSibling(child))
        {
            ref readonly MarshalNode element = ref tree.Nodes[tree.Resolve(child)];
            if (element.Type != MarshalType.ShortAsciiInterned)
                continue;
            if (element.IsIdentifier)
                return null;

            // Shorter strings are one object each from the start, interned or not.
            ReadOnlySpan<byte> text = stream.Slice(element.Offset + 2, element.Length - 2);
            if (text.Length > 1)
                names.Add(Encoding.ASCII.GetString(text));
        }

        return names;
    }
}
