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

    /// <inheritdoc/>
    public IReadOnlyList<Candidate> Find(PackageName name) =>
        _installed.TryGetValue(name, out var found) && isPreferred(name) ? [found.Candidate, .. others.Find(name)] : others.Find(name);

    /// <inheritdoc/>
    public IReadOnlyList<CoreMetadata> MetadataOf(IReadOnlyList<Candidate> candidates)
    {
        var further = candidates.Where(candidate => !candidate.Archive.IsEmpty).ToList();
        var read = new Queue<CoreMetadata>(others.MetadataOf(further));
        return [.. candidates.Select(candidate => candidate.Archive.IsEmpty ? OfInstalled(candidate) : read.Dequeue())];
    }

    /// <inheritdoc/>
    public string WhyNone(PackageName name) => others.WhyNone(name);

    private CoreMetadata OfInstalled(Candidate candidate)
    {
        var path = _installed[candidate.FileName.Name].Package.Metadata / "METADATA";
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
