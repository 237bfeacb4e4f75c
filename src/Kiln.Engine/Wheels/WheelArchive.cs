using System.Globalization;
using Kiln.Engine.Archives;
using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>
/// A wheel as a file (PEP 427), opened and checked but not unpacked. All that is refused is refused here, but for faults that only
/// show when a member's content is read.
/// </summary>
public sealed class WheelArchive : IDisposable
{
    private const int MostMetadataBytes = 16 << 20;

    private readonly ZipReader _zip;
    private readonly List<string> _warnings = [];

    private WheelArchive(ZipReader zip, WheelFileName name)
    {
        _zip = zip;
        DistInfo = WheelLayout.FindDistInfo(zip.Members, zip.Judge);
        var header = WheelHeader.Parse(ReadMetadataFile("WHEEL")) ?? throw Refuse("WHEEL", "has no Wheel-Version");
        RootIsPurelib = header.RootIsPurelib;
        CheckFormat(header);
        Metadata = CoreMetadata.Parse(ReadMetadataFile("METADATA")) ?? throw Refuse("METADATA", "lacks the name or version");
        if (WheelIdentity.FindFault(name, DistInfo, Metadata) is { } confusion)
            throw zip.Judge.Refuse(confusion);
        EntryPoints = EntryPointsParser.Parse(FindMetadataFile("entry_points.txt") is { } file ? Read(file) : [], out string? fault);
        if (fault is not null)
            throw Refuse("entry_points.txt", fault);
        Files = ShippedBytecode.Drop(zip.Members, out int dropped, out int sourceless);
        Files = [.. Files.Where(member => member.Path != MetadataPath("RECORD"))];
        CollectWarnings(dropped, sourceless);
    }

    /// <summary>The name of the <c>.dist-info</c> folder.</summary>
    public string DistInfo { get; }

    /// <summary>True if what is not in <c>.data</c> belongs into purelib.</summary>
    public bool RootIsPurelib { get; }

    /// <summary>True if the archive can be read in two ways, and was opened only because that was allowed.</summary>
    public bool IsAmbiguous => _zip.Judge.Tolerated.Count > 0;

    /// <summary>The head of METADATA.</summary>
    public CoreMetadata Metadata { get; }

    /// <summary>The commands to be made.</summary>
    public IReadOnlyList<EntryPoint> EntryPoints { get; }

    /// <summary>What a user should know of this wheel that is no error.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The files to be unpacked, in path order.</summary>
    internal ZipMember[] Files { get; }

    /// <summary>Opens and checks a wheel; <see cref="UserErrorException"/> if it is refused or cannot be read.</summary>
    public static WheelArchive Open(FsPath path, WheelFileName name, WheelTrust? trust = null)
    {
        var zip = ZipReader.Open(path, trust?.AllowsAmbiguousArchives ?? false);
        try
        {
            return new WheelArchive(zip, name);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    /// <summary>The content of a file, to be read piece by piece.</summary>
    internal MemberContent OpenFile(in ZipMember file) => _zip.OpenMember(file);

    /// <summary>The RECORD, without which a wheel is refused.</summary>
    internal WheelRecord ReadRecord() => new(ReadMetadataFile("RECORD"));

    /// <summary>Where the RECORD, of which every file was checked, disagrees with the archive.</summary>
    internal IReadOnlyList<string> Conclude(WheelRecord record) => record.Conclude(_zip.Members);

    /// <summary>Refuses an archive that somebody wrote to since it was opened.</summary>
    internal void CheckUnchanged() => _zip.CheckUnchanged();

    /// <summary>True for files that RECORD need not list: its own signatures.</summary>
    internal bool IsSignature(FsPath path) => path == MetadataPath("RECORD.jws") || path == MetadataPath("RECORD.p7s");

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    private void CheckFormat(WheelHeader header)
    {
        var version = string.Create(CultureInfo.InvariantCulture, $"{header.Major}.{header.Minor}");
        if (header.Major != WheelHeader.Known.Major)
            throw Refuse("WHEEL", $"asks for version {version} of the wheel format, where Kiln knows 1.0");
        if (header.Minor > WheelHeader.Known.Minor)
            _warnings.Add($"it is of version {version} of the wheel format, of which Kiln knows what was in 1.0");
    }

    private void CollectWarnings(int dropped, int sourceless)
    {
        _warnings.AddRange(_zip.Judge.Tolerated.Select(finding => $"it {finding}"));
        if (_zip.CaseCollision is { } pair)
            _warnings.Add($"`{pair.First}` and `{pair.Second}` are one file where case does not count");
        if (dropped > 0)
            _warnings.Add($"{dropped} bytecode files that it brings along were left out");
        if (sourceless > 0)
            _warnings.Add($"{sourceless} of its modules are bytecode without a source");
    }

    private byte[] ReadMetadataFile(string name) =>
        Read(FindMetadataFile(name) ?? throw _zip.Judge.Refuse($"is no wheel: it has no `{MetadataPath(name)}`"));

    private ZipMember? FindMetadataFile(string name)
    {
        var path = MetadataPath(name);
        int index = Array.FindIndex(_zip.Members, member => member.Path == path && !member.IsFolder);
        return index < 0 ? null : _zip.Members[index];
    }

    private byte[] Read(in ZipMember file) => _zip.ReadMember(file, MostMetadataBytes);

    private FsPath MetadataPath(string name) => FsPath.From(DistInfo) / name;

    private UserErrorException Refuse(string name, string finding) => _zip.Judge.Refuse(MetadataPath(name), finding);
}
