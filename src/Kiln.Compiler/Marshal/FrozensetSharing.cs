using System.Text;

namespace Kiln.Compiler.Marshal;

/// <summary>
/// Undoes a trace of history of 3.12 and newer, where names once interned never die: equal frozensets of several functions are
/// one object, unless one of their strings was interned already when the code objects were made; then each function gets a
/// copy (Objects/codeobject.c: intern_constants). A fresh process mostly shares them. Of 16,853 files (standard library and
/// 98 wheels) 13 hold such frozensets, and 1 to 4 came out in another way when the files were compiled in another order.
/// </summary>
internal sealed class FrozensetSharing(MarshalTree tree, FrozensetOrder order)
{
    private static readonly HashSet<string> Keywords =
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
        "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
        "pass", "raise", "return", "try", "while", "with", "yield",
    ];

    private readonly Dictionary<string, int> _first = [];

    /// <summary>Makes one object of equal frozensets that are shared or not depending on the files compiled before.</summary>
    public bool Merge(ReadOnlySpan<byte> stream)
    {
        _first.Clear();
        order.Reset(stream.Length);
        bool isChanged = false;
        for (int node = 0; node < tree.Nodes.Length; node++)
        {
            if (tree.Nodes[node].Type != MarshalType.Frozenset || !DependsOnHistory(stream, node))
                continue;
            if (order.ContentOf(stream, node) is not { } content)
                return false;
            string key = Encoding.Latin1.GetString(content);
            if (_first.TryAdd(key, node))
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

    /// <summary>
    /// Whether there are strings in it that only earlier files can have interned, and none that certainly was: an identifier of
    /// this file, which its parser interns, or a keyword, which compileall and our workers hold from the start.
    /// </summary>
    private bool DependsOnHistory(ReadOnlySpan<byte> stream, int frozenset)
    {
        bool hasName = false;
        for (int child = frozenset + 1; child < tree.Nodes[frozenset].End; child = tree.NextSibling(child))
        {
            ref readonly MarshalNode element = ref tree.Nodes[tree.Resolve(child)];
            if (element.Type != MarshalType.ShortAsciiInterned)
                continue;
            ReadOnlySpan<byte> text = stream.Slice(element.Offset + 2, element.Length - 2);
            if (element.IsIdentifier || Keywords.Contains(Encoding.ASCII.GetString(text)))
                return false;

            // Shorter strings are one object each from the start, interned or not.
            hasName |= text.Length > 1;
        }

        return hasName;
    }
}
