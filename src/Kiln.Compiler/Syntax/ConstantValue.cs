using Kiln.Compiler.Source;

namespace Kiln.Compiler.Syntax;

/// <summary>
/// A constant as kind and payload: <c>First</c> and <c>Second</c> are the value (ints, the bits of floats) or say where in the
/// <see cref="ConstantTable"/> or the <see cref="SourceText"/> it lies.
/// </summary>
internal readonly record struct ConstantValue(ConstantKind Kind, TextTraits Traits, long First, long Second)
{
    /// <summary>Of an Int.</summary>
    public long Int => First;

    /// <summary>Of a Float, or the real part of a Complex.</summary>
    public double Real => BitConverter.Int64BitsToDouble(First);

    /// <summary>The imaginary part of a Complex.</summary>
    public double Imaginary => BitConverter.Int64BitsToDouble(Second);

    /// <summary>The UTF-8 (WTF-8) bytes of a Str, the bytes of a Bytes, in <see cref="SourceText.Bytes"/>.</summary>
    public TextSpan Text => new((int)First, (int)Second);

    public bool IsAscii => (Traits & TextTraits.Ascii) != 0;

    public static ConstantValue OfInt(long value) => new(ConstantKind.Int, TextTraits.None, value, 0);

    public static ConstantValue OfFloat(double value) => new(ConstantKind.Float, TextTraits.None, BitConverter.DoubleToInt64Bits(value), 0);

    public static ConstantValue OfComplex(double real, double imaginary) =>
        new(ConstantKind.Complex, TextTraits.None, BitConverter.DoubleToInt64Bits(real), BitConverter.DoubleToInt64Bits(imaginary));

    public static ConstantValue OfStr(TextSpan text, TextTraits traits) => new(ConstantKind.Str, traits, text.Start, text.Length);

    public static ConstantValue OfBytes(TextSpan bytes) => new(ConstantKind.Bytes, TextTraits.None, bytes.Start, bytes.Length);
}
