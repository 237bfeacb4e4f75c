namespace Kiln.Engine.Archives;

/// <summary>The compression methods that wheels use (APPNOTE 4.4.5); all others are refused.</summary>
internal enum ZipMethod : ushort
{
    /// <summary>Not compressed.</summary>
    Stored = 0,

    /// <summary>Deflate (RFC 1951).</summary>
    Deflate = 8,
}
