namespace Kiln.Engine.Tests.Support;

/// <summary>The fields of a zip archive's end record, with those of ZIP64 before it where a test wants them.</summary>
internal sealed class RawZipEnd
{
    public ushort Members { get; set; }

    public uint DirectoryBytes { get; set; }

    public uint DirectoryOffset { get; set; }

    public ushort Disk { get; set; }

    public bool HasZip64 { get; set; }

    /// <summary>What the ZIP64 record says more than the truth.</summary>
    public long Zip64Surplus { get; set; }

    /// <summary>How far the locator points beside its record.</summary>
    public long LocatorError { get; set; }

    public void Write(BinaryWriter writer, byte[] comment)
    {
        if (HasZip64)
            WriteZip64(writer);
        writer.Write("PK\x05\x06"u8);
        writer.Write(Disk);
        writer.Write(Disk);
        writer.Write(Members);
        writer.Write(Members);
        writer.Write(DirectoryBytes);
        writer.Write(DirectoryOffset);
        writer.Write((ushort)comment.Length);
        writer.Write(comment);
    }

    private void WriteZip64(BinaryWriter writer)
    {
        long start = writer.BaseStream.Position;
        writer.Write("PK\x06\x06"u8);
        writer.Write(44L);
        writer.Write(0x002d_002d);
        writer.Write(0);
        writer.Write(0);
        writer.Write(Members + Zip64Surplus);
        writer.Write(Members + Zip64Surplus);
        writer.Write((long)DirectoryBytes);
        writer.Write((long)DirectoryOffset);
        writer.Write("PK\x06\x07"u8);
        writer.Write(0);
        writer.Write(start + LocatorError);
        writer.Write(1);
    }
}
