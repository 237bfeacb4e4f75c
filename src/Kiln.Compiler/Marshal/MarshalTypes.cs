namespace Kiln.Compiler.Marshal;

/// <summary>Groups of <see cref="MarshalType"/>.</summary>
internal static class MarshalTypes
{
    /// <summary>FLAG_REF, the bit of a type letter which says that the object can be referred to.</summary>
    public const byte ReferableFlag = 0x80;

    public static bool IsText(this MarshalType type) =>
        type is MarshalType.ShortAscii or MarshalType.Ascii or MarshalType.Unicode || type.IsInterned();

    public static bool IsInterned(this MarshalType type) =>
        type is MarshalType.ShortAsciiInterned or MarshalType.AsciiInterned or MarshalType.UnicodeInterned;

    public static bool IsTuple(this MarshalType type) => type is MarshalType.SmallTuple or MarshalType.Tuple;

    /// <summary>The singletons of the language, which marshal never refers to (marshal.c: w_object).</summary>
    public static bool IsSingleton(this MarshalType type) =>
        type is MarshalType.None or MarshalType.True or MarshalType.False or MarshalType.Ellipsis or MarshalType.StopIteration;
}
