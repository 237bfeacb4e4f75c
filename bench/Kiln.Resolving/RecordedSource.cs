using System.IO.Compression;
using System.Text.Json;
using Kiln.Engine.Index;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Resolving;

/// <summary>The recorded index (<c>shared/index</c>) as a source, read from its archive without a server. Keeps what it has read from one search to the next.</summary>
public sealed class RecordedSource : IPackageSource, IDisposable
{
    private static readonly FileLink Place = new(new Uri("http://localhost/"));

    private readonly ZipArchive _archive;
    private readonly Dictionary<(PackageName, PyVersion), ZipArchiveEntry> _metadata = [];
    private readonly Dictionary<PackageName, KnownProject> _projects = [];
    private readonly Dictionary<(PackageName, PyVersion), CoreMetadata> _read = [];

    /// <summary>The index in this archive.</summary>
    public RecordedSource(string archive)
    {
        _archive = ZipFile.OpenRead(archive);
        foreach (var entry in _archive.Entries)
        {
            if (entry.FullName.EndsWith(".whl.metadata", StringComparison.Ordinal) && WheelFileName.TryParse(entry.Name[..^".metadata".Length], out var name, out _))
                _metadata.TryAdd((name.Name, name.Version), entry);
        }
    }

    /// <summary>How many wheels' metadata was asked for since it was opened.</summary>
    public int MetadataReads { get; private set; }

    /// <inheritdoc/>
    public void Expect(PackageName name, Func<KnownProject, Candidate?> likely)
    {
    }

    /// <inheritdoc/>
    public void Expect(IReadOnlyList<Candidate> candidates)
    {
    }

    /// <inheritdoc/>
    public KnownProject Find(PackageName name)
    {
        if (!_projects.TryGetValue(name, out var project))
            _projects[name] = project = Read(name);
        return project;
    }

    /// <inheritdoc/>
    public CoreMetadata MetadataOf(Candidate candidate)
    {
        MetadataReads++;
        var key = (candidate.FileName.Name, candidate.FileName.Version);
        if (!_read.TryGetValue(key, out var metadata))
            _read[key] = metadata = CoreMetadata.Parse(Content(_metadata[key])) ?? throw new InvalidDataException($"{candidate.FileName} has no metadata");
        return metadata;
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private KnownProject Read(PackageName name)
    {
        if (_archive.GetEntry($"simple/{name}.json") is not { } entry)
            return new KnownProject(name, []) { Absence = "is not on the recorded index" };
        using var page = JsonDocument.Parse(Content(entry));
        var versions = new Dictionary<PyVersion, List<Candidate>>();
        foreach (var file in page.RootElement.GetProperty("files").EnumerateArray())
            Add(file, versions);
        return new KnownProject(name, [.. versions.OrderByDescending(each => each.Key).Select(each => new KnownVersion(each.Key, each.Value))]);
    }

    private static void Add(JsonElement file, Dictionary<PyVersion, List<Candidate>> versions)
    {
        string fileName = file.GetProperty("filename").GetString()!;
        if (WheelFileName.TryParse(fileName, out var wheel, out _))
        {
            string? pythons = file.TryGetProperty("requires-python", out var required) ? required.GetString() : null;
            string? yanked = file.TryGetProperty("yanked", out var mark) ? mark.ValueKind == JsonValueKind.String ? mark.GetString() : mark.ValueKind == JsonValueKind.True ? "" : null : null;
            DateTimeOffset? time = file.TryGetProperty("upload-time", out var uploaded) && uploaded.TryGetDateTimeOffset(out var parsed) ? parsed : null;
            var remote = new RemoteFile { Link = Place, FileName = fileName, RequiresPython = pythons, Yanked = yanked, UploadTime = time };
            Wheels(versions, wheel.Version).Add(new Candidate(wheel, default, Remote: remote));
        }
        else if (SourceVersion(fileName) is { } version)
        {
            Wheels(versions, version);
        }
    }

    private static List<Candidate> Wheels(Dictionary<PyVersion, List<Candidate>> versions, PyVersion version) =>
        versions.TryGetValue(version, out var wheels) ? wheels : versions[version] = [];

    private static PyVersion? SourceVersion(string fileName)
    {
        string stem = fileName.Replace(".tar.gz", "", StringComparison.Ordinal).Replace(".zip", "", StringComparison.Ordinal);
        return PyVersion.TryParse(stem.AsSpan(stem.LastIndexOf('-') + 1), out var version, out _) ? version : null;
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        var content = new MemoryStream((int)entry.Length);
        using var stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
