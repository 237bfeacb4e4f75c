namespace Kiln.Compiler.Marshal;

/// <summary>The type letters of marshal versions 2 to 6 that occur in code objects (Python/marshal.c).</summary>
internal enum MarshalType : byte
{
    None = (byte)'N',
    True = (byte)'T',
    False = (byte)'F',
    Ellipsis = (byte)'.',
    StopIteration = (byte)'S',
    Int32 = (byte)'i',

    /// <summary>Read by CPython, written by PyPy.</summary>
    Int64 = (byte)'I',
    Long = (byte)'l',
    Float = (byte)'g',
    Complex = (byte)'y',
    Bytes = (byte)'s',
    Unicode = (byte)'u',
    UnicodeInterned = (byte)'t',
    Ascii = (byte)'a',
    AsciiInterned = (byte)'A',
    ShortAscii = (byte)'z',
    ShortAsciiInterned = (byte)'Z',
    SmallTuple = (byte)')',
    Tuple = (byte)'(',
    List = (byte)'[',
    Set = (byte)'<',
    Frozenset = (byte)'>',
    Slice = (byte)':',
    Code = (byte)'c',
    Reference = (byte)'r',
}
