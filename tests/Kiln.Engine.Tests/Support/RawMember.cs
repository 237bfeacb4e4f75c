using System.IO.Compression;
using System.Text;
using Kiln.Engine.Archives;

namespace Kiln.Engine.Tests.Support;

/// <summary>A member of a zip archive with every field of its two headers open to lies; those left alone are true.</summary>
internal sealed class RawMember
{
    public RawMember(string name, string content)
        : this(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(content))
    {
    }

    public RawMember(byte[] name, byte[] content)
    {
        Name = LocalName = name;
        Packed = Deflate(content);
        Crc = LocalCrc = Crc32.Update(0, content);
        Size = LocalSize = (uint)content.Length;
        Flags = LocalFlags = (ushort)(Ascii.IsValid(name) ? ZipFlags.None : ZipFlags.IsUtf8);
    }

    public byte[] Name { get; set; }

    public byte[] LocalName { get; set; }

    public byte[] Packed { get; set; }

    public uint Crc { get; set; }

    public uint LocalCrc { get; set; }

    public uint Size { get; set; }

    public uint LocalSize { get; set; }

    /// <summary>Packed size in the directory; the length of <see cref="Packed"/> unless given.</summary>
    public uint? PackedSize { get; set; }

    public uint? LocalPackedSize { get; set; }

    public ushort Flags { get; set; }

    public ushort LocalFlags { get; set; }

    public ushort Method { get; set; } = 8;

    public ushort LocalMethod { get; set; } = 8;

    /// <summary>Unix type and permissions.</summary>
    public uint Mode { get; set; } = 0x81a4;

    public ushort Disk { get; set; }

    public byte[] Extra { get; set; } = [];

    public byte[] LocalExtra { get; set; } = [];

    public byte[] Comment { get; set; } = [];

    /// <summary>What stands before the local header.</summary>
    public byte[] Before { get; set; } = [];

    /// <summary>What stands behind the content.</summary>
    public byte[] Descriptor { get; set; } = [];

    /// <summary>Where the directory says that the local header is; the truth unless given.</summary>
    public uint? Offset { get; set; }

    /// <summary>True if the directory does not have it.</summary>
    public bool IsHidden { get; set; }

    /// <summary>True if only the directory has it.</summary>
    public bool IsPhantom { get; set; }

    /// <summary>Keeps the content as it is.</summary>
    public RawMember Store(byte[] content)
    {
        (Packed, Method, LocalMethod) = (content, 0, 0);
        return this;
    }

    public static byte[] Deflate(byte[] content)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(content);
        // .NET writes nothing at all for no content; everybody else an empty block.
        return packed.Length == 0 ? [3, 0] : packed.ToArray();
    }
}
