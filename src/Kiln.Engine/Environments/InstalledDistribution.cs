using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Tags;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Environments;

/// <summary>A distribution that lies in an environment, with what its files tell of it; they are read when asked for.</summary>
public sealed class InstalledDistribution
{
    private readonly Lazy<DirectUrl?> _origin;
    private readonly Lazy<(InstalledMetadata? Metadata, string? Fault)> _metadata;

    private InstalledDistribution(InstalledPackage package, PackageName name, PyVersion version)
    {
        Package = package;
        Name = name;
        Version = version;
        _origin = new(() => DirectUrl.Find(package));
        _metadata = new(ReadMetadata);
    }

    /// <summary>Where it lies.</summary>
    public InstalledPackage Package { get; }

    /// <summary>Its name.</summary>
    public PackageName Name { get; }

    /// <summary>Its version.</summary>
    public PyVersion Version { get; }

    /// <summary>Where it came from, if not from an index.</summary>
    public DirectUrl? Origin => _origin.Value;

    /// <summary>The folder of a project that was installed in development mode; null for all others.</summary>
    public string? EditableLocation => !Package.EggLink.IsEmpty ? Package.Metadata.Parent.ToString() : Origin is { IsEditable: true } origin
        ? FileUrl.IsFileUrl(origin.Url) ? FileUrl.ToPath(origin.Url).ToString() : origin.Url
        : null;

    /// <summary>What it states in its metadata; null where that cannot be read, for <see cref="MetadataFault"/>.</summary>
    public InstalledMetadata? Metadata => _metadata.Value.Metadata;

    /// <summary>What is wrong with its metadata; null for nothing.</summary>
    public string? MetadataFault => _metadata.Value.Fault;

    /// <summary>The file that holds its metadata.</summary>
    public FsPath MetadataFile =>
        !Package.IsEggInfo ? Package.Metadata / "METADATA" : FileSystem.IsFolder(Package.Metadata) ? Package.Metadata / "PKG-INFO" : Package.Metadata;

    /// <summary>All distributions of some folders whose names and versions can be understood, by name and version.</summary>
    public static IReadOnlyList<InstalledDistribution> Find(IEnumerable<FsPath> sitePackages) =>
    [
        .. InstalledPackages.Find(sitePackages)
            .Select(static package =>
                PackageName.TryParse(package.Name, out var name) && PyVersion.TryParse(package.Version, out var version, out _)
                    ? new InstalledDistribution(package, name, version)
                    : null)
            .OfType<InstalledDistribution>()
            .OrderBy(static each => each.Name).ThenBy(static each => each.Version),
    ];

    /// <summary>The tags of the wheel that it was; null where its WHEEL file cannot be read.</summary>
    public IReadOnlyList<WheelTags>? ReadTags() => TryRead(Package.Metadata / "WHEEL") is { } content ? InstalledTags.Parse(content) : null;

    /// <summary>The paths in its RECORD, in its order; none where it has no RECORD.</summary>
    public IReadOnlyList<FsPath> ReadFiles()
    {
        var files = new List<FsPath>();
        var record = new RecordReader(TryRead(Package.Record));
        while (record.Read())
            files.Add(FsPath.FromBytes(record.Path));
        return files;
    }

    private (InstalledMetadata?, string?) ReadMetadata()
    {
        var error = FileSystem.ReadAll(MetadataFile, out byte[] content);
        if (error.IsError)
            return (null, error.Reason);
        return InstalledMetadata.TryParse(content, out var metadata, out string? fault) ? (metadata, null) : (null, fault);
    }

    private static byte[]? TryRead(FsPath path) => FileSystem.ReadAll(path, out byte[] content).IsError ? null : content;
}
