using System.Globalization;

namespace Kiln.Engine.Wheels;

/// <summary>What the WHEEL file of a wheel says (https://packaging.python.org/en/latest/specifications/binary-distribution-format/).</summary>
/// <param name="Major">The first number of Wheel-Version: another one is another format.</param>
/// <param name="Minor">The second: a newer one may hold something that Kiln does not know.</param>
/// <param name="RootIsPurelib">True if what is not in <c>.data</c> belongs into purelib.</param>
internal sealed record WheelHeader(int Major, int Minor, bool RootIsPurelib)
{
    /// <summary>The version of the format that Kiln reads.</summary>
    public static readonly (int Major, int Minor) Known = (1, 0);

    /// <summary>Reads the content of a WHEEL file; null if it has no <c>Wheel-Version: number.number</c>.</summary>
    public static WheelHeader? Parse(ReadOnlySpan<byte> content)
    {
        var fields = HeaderFields.Parse(content);
        string[] numbers = fields.Find("Wheel-Version")?.Split('.') ?? [];
        bool isNumbered = numbers.Length == 2
            & int.TryParse(numbers.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            & int.TryParse(numbers.LastOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out int minor);
        bool isPurelib = "true".Equals(fields.Find("Root-Is-Purelib"), StringComparison.OrdinalIgnoreCase);
        return isNumbered ? new WheelHeader(major, minor, isPurelib) : null;
    }
}
