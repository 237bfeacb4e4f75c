using System.Text;

namespace Kiln.Compiler.Marshal;

/// <summary>
/// Undoes a trace of history of 3.12, where interned strings never die: equal frozensets of several functions are one object,
/// unless one of its strings was interned already when the code objects were made; then each gets a copy
/// (Objects/codeobject.c: intern_constants). Measured on 16,853 files: 13 such frozensets, of which 3 differ between orders.
/// </summary>
internal sealed class FrozensetSharing(MarshalTree tree, FrozensetOrder order)
{
    private readonly Dictionary<string, int> _first = [];

    private static readonly HashSet<string> Keywords =
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
        "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
        "pass", "raise", "return", "try", "while", "with", "yield",
    ];

    /// <summary>Makes one object of equal frozensets whose strings only earlier files can have interned.</summary>
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
            tree.Nodes[node].Target = _first[key];
            isChanged = true;
        }

        return isChanged;
    }

    private bool DependsOnHistory(ReadOnlySpan<byte> stream, int frozenset)
    {
        bool hasInterned = false;
        for (int child = frozenset + 1; child < tree.Nodes[frozenset].End; child = tree.NextSibling(child))
        {
            ref readonly MarshalNode element = ref tree.Nodes[tree.Resolve(child)];
            if (!element.Type.IsInterned())
                continue;
            if (IsInternedInEveryProcess(stream, element))
                return false;
            hasInterned = true;
        }

        return hasInterned;
    }

    /// <summary>By the parser, as an identifier of this file, or from the start.</summary>
    private static bool IsInternedInEveryProcess(ReadOnlySpan<byte> stream, in MarshalNode text)
    {
        if (text.IsIdentifier || text.IsTupleItem || text.Type != MarshalType.ShortAsciiInterned)
            return true;
        ReadOnlySpan<byte> characters = stream.Slice(text.Offset + 2, text.Length - 2);
        return characters.Length < 2 || Keywords.Contains(Encoding.ASCII.GetString(characters));
    }
}
