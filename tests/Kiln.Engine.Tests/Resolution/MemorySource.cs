using Kiln.Engine.Index;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Resolution;

/// <summary>Wheels that exist as metadata only, written down in a test.</summary>
internal sealed class MemorySource : IPackageSource
{
    private readonly Dictionary<PackageName, List<KnownVersion>> _versions = [];
    private readonly Dictionary<string, CoreMetadata> _metadata = [];

    /// <summary>Adds a version with its requirements.</summary>
    public MemorySource Add(string name, string version, params string[] requires) => AddWheel($"{name}-{version}-py3-none-any.whl", requires);

    /// <summary>Adds a wheel by its file name; <paramref name="facts"/> adds what its place tells of it.</summary>
    public MemorySource AddWheel(string fileName, string[] requires, Func<RemoteFile, RemoteFile>? facts = null, string? requiresPython = null)
    {
        var file = new RemoteFile { Link = new FileLink(new Uri("http://localhost/")), FileName = fileName };
        var candidate = new Candidate(WheelFileName.Parse(fileName), default, Remote: facts?.Invoke(file) ?? file);
        _metadata[fileName] = new CoreMetadata
        {
            Name = $"{candidate.FileName.Name}",
            Version = $"{candidate.FileName.Version}",
            RequiresDist = requires,
            RequiresPython = requiresPython,
        };
        Insert(candidate.FileName.Name, new KnownVersion(candidate.FileName.Version, [candidate]));
        return this;
    }

    /// <summary>Adds a version that has sources only.</summary>
    public MemorySource AddSources(string name, string version)
    {
        Insert(PackageName.Parse(name), new KnownVersion(PyVersion.Parse(version), []));
        return this;
    }

    /// <summary>The versions that there are.</summary>
    public IReadOnlyList<KnownVersion> VersionsOf(PackageName name) => _versions.GetValueOrDefault(name) ?? [];

    public void Expect(PackageName name, Func<KnownProject, Candidate?> likely) => likely(Find(name));

    public void Expect(IReadOnlyList<Candidate> candidates)
    {
    }

    public KnownProject Find(PackageName name) => new(name, VersionsOf(name)) { Absence = "is not there" };

    public CoreMetadata MetadataOf(Candidate candidate) => _metadata[candidate.FileName.Text];

    private void Insert(PackageName name, KnownVersion version)
    {
        if (!_versions.TryGetValue(name, out var versions))
            _versions[name] = versions = [];
        int same = versions.FindIndex(known => known.Version == version.Version);
        if (same >= 0)
            versions[same] = new KnownVersion(version.Version, [.. versions[same].Wheels, .. version.Wheels]);
        else
            versions.Add(version);
        versions.Sort(static (left, right) => right.Version.CompareTo(left.Version));
    }
}
