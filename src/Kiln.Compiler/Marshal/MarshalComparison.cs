using System.Buffers.Binary;

namespace Kiln.Compiler.Marshal;

/// <summary>
/// Whether two marshal streams of a code object of CPython 3.11 or newer mean the same: every object and every field equal with its type, whatever is
/// shared, flagged or said by reference, and in whatever order a frozenset stands.
/// </summary>
public sealed class MarshalComparison
{
    private static readonly string[] Numbers = ["co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_stacksize", "co_flags"];

    private static readonly string[] Objects =
        ["co_code", "co_consts", "co_names", "co_localsplusnames", "co_localspluskinds", "co_filename", "co_name", "co_qualname", "co_linetable", "co_exceptiontable"];

    private readonly CodeShape _shape;
    private readonly MarshalTree _left = new();
    private readonly MarshalTree _right = new();
    private readonly byte[] _leftBytes;
    private readonly byte[] _rightBytes;
    private readonly Dictionary<int, int> _equal = [];
    private string? _difference;

    private MarshalComparison(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, CodeShape shape)
    {
        _shape = shape;
        _leftBytes = left.ToArray();
        _rightBytes = right.ToArray();
    }

    /// <summary>The first field that differs, as "co_linetable of `f` (line 3)"; null if there is none.</summary>
    public static string? FirstDifference(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int pythonMinor)
    {
        if (left.SequenceEqual(right))
            return null;
        var comparison = new MarshalComparison(left, right, CodeShape.OfPython(pythonMinor));
        return comparison.Run();
    }

    private string? Run()
    {
        if (!_left.Read(_leftBytes, _shape).IsOk)
            return "the first is no marshal stream";
        if (!_right.Read(_rightBytes, _shape).IsOk)
            return "the second is no marshal stream";
        return AreEqual(0, 0) ? null : _difference ?? "the type of the outermost object";
    }

    private bool AreEqual(int left, int right)
    {
        left = _left.Resolve(left);
        right = _right.Resolve(right);
        if (_equal.TryGetValue(left, out int known) && known == right)
            return true;
        var a = _left.Nodes[left];
        var b = _right.Nodes[right];
        bool isEqual = KindOf(a) == KindOf(b) && KindOf(a) switch
        {
            MarshalType.Code => AreEqualCode(left, right),
            MarshalType.Frozenset => AreEqualSets(left, right),
            _ => AreEqualHeads(a, b) && AreEqualChildren(left, right),
        };
        if (isEqual)
            _equal[left] = right;
        return isEqual;
    }

    /// <summary>The type; long and short tuples are one.</summary>
    private static MarshalType KindOf(in MarshalNode node) => node.Type.IsTuple() ? MarshalType.Tuple : node.Type;

    /// <summary>What stands between the type letter and the first child: a value, or a length, which two kinds of tuples write differently.</summary>
    private bool AreEqualHeads(in MarshalNode left, in MarshalNode right) => left.Type.IsTuple()
        || _leftBytes.AsSpan(left.Offset + 1, left.Length - 1).SequenceEqual(_rightBytes.AsSpan(right.Offset + 1, right.Length - 1));

    private bool AreEqualChildren(int left, int right)
    {
        int a = left + 1;
        int b = right + 1;
        int endA = _left.Nodes[left].End;
        int endB = _right.Nodes[right].End;
        for (; a < endA && b < endB; a = _left.NextSibling(a), b = _right.NextSibling(b))
        {
            if (!AreEqual(a, b))
                return false;
        }
        return a >= endA && b >= endB;
    }

    private bool AreEqualSets(int left, int right)
    {
        List<int> rest = Children(_right, right);
        foreach (int item in Children(_left, left))
        {
            int found = rest.FindIndex(other => AreEqual(item, other));
            if (found < 0)
                return false;
            rest.RemoveAt(found);
        }
        return rest.Count == 0;
    }

    private bool AreEqualCode(int left, int right)
    {
        for (int number = 0; number < Numbers.Length; number++)
        {
            if (Number(_leftBytes, _left.Nodes[left].Offset, number) != Number(_rightBytes, _right.Nodes[right].Offset, number))
                return Differs(left, Numbers[number]);
        }
        var a = Children(_left, left);
        var b = Children(_right, right);
        if (LineOf(left) != BinaryPrimitives.ReadInt32LittleEndian(_rightBytes.AsSpan(_right.Nodes[b[^2]].Offset - sizeof(int))))
            return Differs(left, "co_firstlineno");
        for (int field = 0; field < Objects.Length; field++)
        {
            if (!AreEqual(a[field], b[field]))
                return Differs(left, Objects[field]);
        }
        return true;
    }

    private static int Number(byte[] bytes, int code, int index) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(code + 1 + (index * sizeof(int))));

    /// <summary>co_firstlineno, which stands before the last two objects.</summary>
    private int LineOf(int code) =>
        BinaryPrimitives.ReadInt32LittleEndian(_leftBytes.AsSpan(_left.Nodes[Children(_left, code)[^2]].Offset - sizeof(int)));

    private bool Differs(int code, string field)
    {
        var name = _left.Nodes[_left.Resolve(Children(_left, code)[7])];
        int head = name.Type is MarshalType.ShortAscii or MarshalType.ShortAsciiInterned ? 2 : 5;
        string text = System.Text.Encoding.UTF8.GetString(_leftBytes, name.Offset + head, name.Length - head);
        _difference ??= $"{field} of `{text}` (line {LineOf(code)})";
        return false;
    }

    private static List<int> Children(MarshalTree tree, int node)
    {
        List<int> children = [];
        for (int child = node + 1; child < tree.Nodes[node].End; child = tree.NextSibling(child))
            children.Add(child);
        return children;
    }
}
