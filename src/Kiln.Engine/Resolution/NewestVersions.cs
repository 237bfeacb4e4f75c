using Kiln.Engine.Index;
using Kiln.Engine.Requirements;

namespace Kiln.Engine.Resolution;

/// <summary>Looks for the newest versions of projects, each for itself: what <c>--outdated</c> compares with. Sources count too, as in uv.</summary>
/// <param name="source">Where versions come from.</param>
/// <param name="request">The Python, the platform, and which uploads count.</param>
public sealed class NewestVersions(IPackageSource source, ResolutionRequest request)
{
    private readonly WheelRules _wheels = new(request);

    /// <summary>The newest version of each project that has one.</summary>
    public IReadOnlyDictionary<PackageName, NewestVersion> Find(IReadOnlyList<PackageName> names)
    {
        foreach (var name in names)
            source.Expect(name, static _ => null);
        var found = new Dictionary<PackageName, NewestVersion>();
        foreach (var name in names)
        {
            if (Find(source.Find(name)) is { } newest)
                found[name] = newest;
        }
        return found;
    }

    private NewestVersion? Find(KnownProject project)
    {
        bool takesPreReleases = request.PreReleases == Versions.PreReleaseMode.Allow;
        foreach (var version in project.Versions.Where(version => takesPreReleases || !version.Version.IsPreRelease))
        {
            if (_wheels.Judge(project.Name, version).Wheel is not null)
                return new NewestVersion(version.Version, IsWheel: true);
            if (version.Sources.Any(file => IsUsable(project.Name, file)))
                return new NewestVersion(version.Version, IsWheel: false);
        }
        return null;
    }

    private bool IsUsable(PackageName name, RemoteFile file) =>
        file.Yanked is null && _wheels.PythonObstacle(file.RequiresPython) is null && request.Uploads.Admit(name, file.UploadTime);
}
