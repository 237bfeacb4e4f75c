namespace Kiln.Compiler.Marshal;

/// <summary>
/// How a code object is laid out: some 32-bit numbers, eight objects, the number of the first line, and the remaining objects
/// (Python/marshal.c: w_complex_object).
/// </summary>
internal sealed class CodeShape
{
    /// <summary>Objects that stand before the number of the first line.</summary>
    private const int ObjectsBeforeLine = 8;

    /// <summary>3.8 to 3.10, and PyPy: names of variables in three tuples.</summary>
    private static readonly CodeShape ThreeTuples = new(numberCount: 6, "bttttt" + "ss" + "b", [2, 3, 4, 5], [7]);

    /// <summary>3.11 and newer: one tuple with their kinds, a qualified name, a table of exceptions.</summary>
    private static readonly CodeShape LocalsPlus = new(numberCount: 5, "bttt" + "b" + "sss" + "bb", [2, 3], [6, 7]);

    private readonly string _fields;
    private readonly int[] _nameTuples;
    private readonly int[] _names;

    private CodeShape(int numberCount, string fields, int[] nameTuples, int[] names)
    {
        HeadLength = 1 + sizeof(int) * numberCount;
        _fields = fields;
        _nameTuples = nameTuples;
        _names = names;
    }

    /// <summary>Bytes before the first object, the type letter among them.</summary>
    public int HeadLength { get; }

    public int ObjectCount => _fields.Length;

    /// <summary>Objects that stand after the number of the first line.</summary>
    public int ObjectsAfterLine => ObjectCount - ObjectsBeforeLine;

    public static CodeShape OfPython(int minor) => minor >= 11 ? LocalsPlus : ThreeTuples;

    /// <summary>Whether a field may hold an object of a type (Objects/codeobject.c: _PyCode_Validate); a reference may stand anywhere.</summary>
    public bool Accepts(int field, MarshalType type) => type == MarshalType.Reference || _fields[field] switch
    {
        'b' => type == MarshalType.Bytes,
        't' => type.IsTuple(),
        _ => type.IsText(),
    };

    /// <summary>Whether a field is a tuple of identifiers.</summary>
    public bool IsNameTuple(int field) => _nameTuples.AsSpan().Contains(field);

    /// <summary>Whether a field is a name.</summary>
    public bool IsName(int field) => _names.AsSpan().Contains(field);
}
