namespace Kiln.Engine.Tests.Support;

/// <summary>Writes a zip archive just as it is told: members, and what the end records say of them.</summary>
internal sealed class RawZip
{
    public List<RawMember> Members { get; } = [];

    public byte[] Prefix { get; set; } = [];

    public byte[] BeforeDirectory { get; set; } = [];

    public byte[] BeforeEnd { get; set; } = [];

    public byte[] Comment { get; set; } = [];

    public byte[] Trailer { get; set; } = [];

    /// <summary>The fields of the end record, which a test may change before they are written.</summary>
    public Action<RawZipEnd> End { get; set; } = static _ => { };

    public byte[] Build()
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Prefix);
        var offsets = Members.Select(member => WriteLocal(writer, member)).ToArray();
        writer.Write(BeforeDirectory);
        uint directory = (uint)stream.Position;
        var visible = Members.Zip(offsets).Where(each => !each.First.IsHidden).ToArray();
        foreach (var (member, offset) in visible)
            WriteCentral(writer, member, member.Offset ?? offset);
        var end = new RawZipEnd { Members = (ushort)visible.Length, DirectoryBytes = (uint)stream.Position - directory, DirectoryOffset = directory };
        writer.Write(BeforeEnd);
        End(end);
        end.Write(writer, Comment);
        writer.Write(Trailer);
        writer.Flush();
        return stream.ToArray();
    }

    private static uint WriteLocal(BinaryWriter writer, RawMember member)
    {
        writer.Write(member.Before);
        uint offset = (uint)writer.BaseStream.Position;
        if (member.IsPhantom)
            return offset;
        writer.Write("PK\x03\x04"u8);
        writer.Write((ushort)20);
        writer.Write(member.LocalFlags);
        writer.Write(member.LocalMethod);
        writer.Write(0x21_0000);
        writer.Write(member.LocalCrc);
        writer.Write(member.LocalPackedSize ?? (uint)member.Packed.Length);
        writer.Write(member.LocalSize);
        writer.Write((ushort)member.LocalName.Length);
        writer.Write((ushort)member.LocalExtra.Length);
        writer.Write(member.LocalName);
        writer.Write(member.LocalExtra);
        writer.Write(member.Packed);
        writer.Write(member.Descriptor);
        return offset;
    }

    private static void WriteCentral(BinaryWriter writer, RawMember member, uint offset)
    {
        writer.Write("PK\x01\x02"u8);
        writer.Write((ushort)(3 << 8 | 20));
        writer.Write((ushort)20);
        writer.Write(member.Flags);
        writer.Write(member.Method);
        writer.Write(0x21_0000);
        writer.Write(member.Crc);
        writer.Write(member.PackedSize ?? (uint)member.Packed.Length);
        writer.Write(member.Size);
        writer.Write((ushort)member.Name.Length);
        writer.Write((ushort)member.Extra.Length);
        writer.Write((ushort)member.Comment.Length);
        writer.Write(member.Disk);
        writer.Write((ushort)0);
        writer.Write(member.Mode << 16);
        writer.Write(offset);
        writer.Write(member.Name);
        writer.Write(member.Extra);
        writer.Write(member.Comment);
    }
}
