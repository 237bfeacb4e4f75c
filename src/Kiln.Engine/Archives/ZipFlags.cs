namespace Kiln.Engine.Archives;

/// <summary>General purpose bits (APPNOTE 4.4.4) that a wheel may have; any other is refused.</summary>
[Flags]
internal enum ZipFlags : ushort
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>How hard deflate tried: two bits that do not matter to a reader.</summary>
    DeflateLevel = 0b110,

    /// <summary>CRC and sizes stand behind the content, since the writer did not know them before.</summary>
    HasDescriptor = 1 << 3,

    /// <summary>The name is UTF-8.</summary>
    IsUtf8 = 1 << 11,

    /// <summary>All of these.</summary>
    Understood = DeflateLevel | HasDescriptor | IsUtf8,
}
