using Kiln.Engine.Environments;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>Puts what is installed before what another source has: what is there and will do stays, as in pip and uv.</summary>
/// <param name="installed">What is installed.</param>
/// <param name="others">Where everything else comes from.</param>
/// <param name="isPreferred">Whether an installed project may stay: not if it is to be upgraded or installed anew.</param>
public sealed class InstalledSource(IReadOnlyList<InstalledPackage> installed, IPackageSource others, Func<PackageName, bool> isPreferred) : IPackageSource
{
    private readonly Dictionary<PackageName, (Candidate Candidate, InstalledPackage Package)> _installed = Index(installed);
    private readonly Dictionary<PackageName, CoreMetadata> _read = [];

    /// <inheritdoc/>
    public void Expect(PackageName name, Func<KnownProject, Candidate?> likely) =>
        others.Expect(name, project => likely(WithInstalled(project)) is { IsInstalled: false } candidate ? candidate : null);

    /// <inheritdoc/>
    public void Expect(IReadOnlyList<Candidate> candidates) => others.Expect([.. candidates.Where(candidate => !candidate.IsInstalled)]);

    /// <inheritdoc/>
    public KnownProject Find(PackageName name) => WithInstalled(others.Find(name));

    /// <inheritdoc/>
    public CoreMetadata MetadataOf(Candidate candidate) => candidate.IsInstalled ? OfInstalled(candidate) : others.MetadataOf(candidate);

    private KnownProject WithInstalled(KnownProject project)
    {
        // What has no metadata cannot stay: nobody knows what it needs.
        if (!_installed.TryGetValue(project.Name, out var found) || !isPreferred(project.Name) || !found.Package.HasMetadata())
            return project;
        var version = new KnownVersion(found.Candidate.FileName.Version, [found.Candidate]);
        var later = project.Versions.TakeWhile(other => other.Version > version.Version).ToList();
        return project with
        {
            Installed = version.Version,
            Versions = [.. later, version, .. project.Versions.Skip(later.Count).Where(other => other.Version != version.Version)],
        };
    }

    private CoreMetadata OfInstalled(Candidate candidate)
    {
        var name = candidate.FileName.Name;
        if (!_read.TryGetValue(name, out var metadata))
            _read[name] = metadata = Read(_installed[name].Package.Metadata / "METADATA");
        return metadata;
    }

    private static CoreMetadata Read(FsPath path)
    {
        var error = FileSystem.ReadAll(path, out byte[] content);
        if (error.IsError)
            throw UserErrorException.ForFile("read", path, error);
        return CoreMetadata.Parse(content) ?? throw new UserErrorException($"`{path}` names no project and version");
    }

    private static Dictionary<PackageName, (Candidate, InstalledPackage)> Index(IReadOnlyList<InstalledPackage> packages)
    {
        var index = new Dictionary<PackageName, (Candidate, InstalledPackage)>();
        foreach (var package in packages.Where(package => !package.IsEggInfo))
        {
            var name = PackageName.Parse(package.Name);
            if (WheelFileName.TryParse($"{name.ToEscapedString()}-{package.Version}-py3-none-any.whl", out var fileName, out _))
                index[name] = (new Candidate(fileName, default), package);
        }
        return index;
    }
}
