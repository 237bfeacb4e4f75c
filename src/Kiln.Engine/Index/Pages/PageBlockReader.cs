using System.Buffers.Binary;
using System.Text;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Index.Pages;

/// <summary>Reads on through one version of a <see cref="ProjectPage"/>.</summary>
internal ref struct PageBlockReader(ReadOnlySpan<byte> rest)
{
    private const int Sha256Length = 32;

    private ReadOnlySpan<byte> _rest = rest;

    /// <summary>A number, seven bits a byte, the lowest first.</summary>
    public long ReadNumber()
    {
        long number = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = _rest[0];
            _rest = _rest[1..];
            number |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
                return number;
        }
    }

    /// <summary>A text.</summary>
    public string ReadText() => Encoding.UTF8.GetString(Take((int)ReadNumber()));

    /// <summary>A file.</summary>
    public PageFile ReadFile()
    {
        var flags = (PageFileFlags)BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
        string name = ReadText();
        string url = ReadText();
        return new PageFile
        {
            Name = name,
            Url = flags.HasFlag(PageFileFlags.UrlEndsWithName) ? url + name : url,
            Hashes = flags.HasFlag(PageFileFlags.HasSha256) ? [new ArchiveHash("sha256", Convert.ToHexStringLower(Take(Sha256Length)))]
                : flags.HasFlag(PageFileFlags.HasOtherHashes) ? ReadHashes() : [],
            Size = flags.HasFlag(PageFileFlags.HasSize) ? ReadNumber() : null,
            RequiresPython = flags.HasFlag(PageFileFlags.HasRequiresPython) ? ReadText() : null,
            Yanked = flags.HasFlag(PageFileFlags.IsYanked) ? ReadText() : null,
            UploadTime = flags.HasFlag(PageFileFlags.HasUploadTime) ? new DateTimeOffset(ReadNumber(), TimeSpan.Zero) : null,
            HasCoreMetadata = flags.HasFlag(PageFileFlags.HasCoreMetadata),
            CoreMetadataHashes = flags.HasFlag(PageFileFlags.HasCoreMetadataHashes) ? ReadHashes() : [],
        };
    }

    private ArchiveHash[] ReadHashes()
    {
        var hashes = new ArchiveHash[ReadNumber()];
        for (int i = 0; i < hashes.Length; i++)
            hashes[i] = new ArchiveHash(ReadText(), ReadText());
        return hashes;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
