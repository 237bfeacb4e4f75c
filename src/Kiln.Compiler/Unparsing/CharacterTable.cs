namespace Kiln.Compiler.Unparsing;

/// <summary>
/// Whether characters are printable, as far as no version of Unicode can change it: Latin, Greek and Cyrillic whose blocks have been full since Unicode 5.1.
/// </summary>
internal static class CharacterTable
{
    /// <summary>_PyUnicode_IsPrintable of a character beyond ASCII; null where the tables of a version would have to say.</summary>
    public static bool? IsPrintable(int codePoint) => codePoint switch
    {
        // Controls, the no-break space, the soft hyphen.
        <= 0xA0 or 0xAD => false,
        <= 0x24F => true,
        >= 0x391 and <= 0x3A1 or >= 0x3A3 and <= 0x3FF => true,
        >= 0x400 and <= 0x4FF => true,
        // Dashes and quotes; the characters beside them are spaces and marks of direction.
        >= 0x2010 and <= 0x2027 or >= 0x2030 and <= 0x203E => true,
        0x20AC or 0x2122 => true,
        // Surrogates.
        >= 0xD800 and <= 0xDFFF => false,
        _ => null,
    };
}
