using System.Buffers.Binary;
using System.Text;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Index.Pages;

/// <summary>Reads on through one version of a <see cref="ProjectPage"/>.</summary>
internal ref struct PageBlockReader(ReadOnlySpan<byte> rest)
{
    /// <summary>The bytes of a SHA-256.</summary>
    public const int Sha256Length = 32;

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

    /// <summary>A file on the server of its page.</summary>
    public RemoteFile ReadFile(Uri page)
    {
        var flags = (PageFileFlags)BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
        string name = ReadText();
        string url = ReadText();
        return new RemoteFile
        {
            FileName = name,
            Page = page,
            Link = new FileLink(page, flags.HasFlag(PageFileFlags.UrlEndsWithName) ? url + name : url),
            Hashes = ReadHashes(flags.HasFlag(PageFileFlags.HasSha256), flags.HasFlag(PageFileFlags.HasOtherHashes)),
            Size = flags.HasFlag(PageFileFlags.HasSize) ? ReadNumber() : null,
            RequiresPython = flags.HasFlag(PageFileFlags.HasRequiresPython) ? ReadText() : null,
            Yanked = flags.HasFlag(PageFileFlags.IsYanked) ? ReadText() : null,
            UploadTime = flags.HasFlag(PageFileFlags.HasUploadTime) ? new DateTimeOffset(ReadNumber(), TimeSpan.Zero) : null,
            HasCoreMetadata = flags.HasFlag(PageFileFlags.HasCoreMetadata),
            CoreMetadataHashes = ReadHashes(flags.HasFlag(PageFileFlags.HasCoreMetadataSha256), flags.HasFlag(PageFileFlags.HasOtherCoreMetadataHashes)),
        };
    }

    private ArchiveHash[] ReadHashes(bool hasSha256, bool hasOthers)
    {
        ArchiveHash[] first = hasSha256 ? [new ArchiveHash("sha256", Convert.ToHexStringLower(Take(Sha256Length)))] : [];
        if (!hasOthers)
            return first;
        var hashes = new ArchiveHash[ReadNumber() + first.Length];
        first.CopyTo(hashes, 0);
        for (int i = first.Length; i < hashes.Length; i++)
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
