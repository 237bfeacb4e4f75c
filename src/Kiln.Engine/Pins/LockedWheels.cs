using Kiln.Engine.Index;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Pins;

/// <summary>Takes from a lock file what is to be installed, as PEP 751 tells ("Installation"): nothing is searched, and no requirement looked at.</summary>
/// <param name="file">The file.</param>
/// <param name="target">What it is installed for.</param>
public sealed class LockedWheels(LockFile file, LockTarget target)
{
    /// <summary>One wheel for each package whose marker holds, in the order of the file.</summary>
    /// <exception cref="UserErrorException">The file is not for this Python, or a package has no wheel for it.</exception>
    public IReadOnlyList<Candidate> Choose()
    {
        if (file.RequiresPython is { } pythons && !Runs(pythons))
            throw Usage($"`{file.Location}` is for Python {pythons}, and this is Python {target.Python}");
        if (file.Environments.Count > 0 && !file.Environments.Any(environment => environment.Evaluate(target.Markers, [])))
            throw Usage($"`{file.Location}` is not for this environment: none of its `environments` holds");
        var chosen = new Dictionary<PackageName, Candidate>();
        foreach (var package in file.Packages.Where(package => package.Marker?.Evaluate(target.Markers, []) != false))
        {
            if (!chosen.TryAdd(package.Name, CandidateOf(package)))
                throw Usage($"`{file.Location}` lists `{package.Name}` more than once for this environment");
        }
        return [.. chosen.Values];
    }

    private Candidate CandidateOf(LockedPackage package)
    {
        if (package.RequiresPython is { } pythons && !Runs(pythons))
            throw Usage($"`{package.Name}` in `{file.Location}` is for Python {pythons}, and this is Python {target.Python}");
        if (package.IsRepository)
            throw NotYet($"`{package.Name}` in `{file.Location}` is a repository of sources");
        if (package.IsFolder)
            throw NotYet($"`{package.Name}` in `{file.Location}` is a folder of sources");
        if (target.NoBinary.Contains(package.Name))
            throw NotYet($"`{package.Name}` is to be built from source, as `--no-binary` says");
        return package.Archive is { } archive ? OfArchive(package, archive) : OfIndex(package);
    }

    private Candidate OfArchive(LockedPackage package, LockedFile archive)
    {
        if (!archive.Name.EndsWith(".whl", StringComparison.Ordinal))
            throw NotYet($"`{package.Name}` in `{file.Location}` is a source distribution");
        var wheel = NameOf(package, archive);
        if (!target.Tags.PriorityOf(wheel.Tags).IsCompatible)
            throw Usage($"`{wheel}` in `{file.Location}` does not fit: it is for another Python or platform");
        return CandidateOf(wheel, archive) with { Url = UrlOf(archive).AbsoluteUri };
    }

    private Candidate OfIndex(LockedPackage package)
    {
        var fitting = package.Wheels.Select(wheel => (File: wheel, Name: NameOf(package, wheel)))
            .Select(wheel => (wheel.File, wheel.Name, Priority: target.Tags.PriorityOf(wheel.Name.Tags))).Where(wheel => wheel.Priority.IsCompatible).ToList();
        if (fitting.Count == 0 && package.HasSources)
            throw NotYet($"`{package.Name}` in `{file.Location}` has only a source distribution for this Python and platform");
        if (fitting.Count == 0)
            throw Usage($"`{package.Name}` in `{file.Location}` has no wheel for this Python and platform: {string.Join(", ", package.Wheels.Select(wheel => $"`{wheel.Name}`"))}");
        var best = fitting.MinBy(wheel => wheel.Priority);
        return CandidateOf(best.Name, best.File);
    }

    /// <summary>What the name of a wheel tells, which has to be of the package that it is listed for.</summary>
    private WheelFileName NameOf(LockedPackage package, LockedFile wheel)
    {
        if (!WheelFileName.TryParse(wheel.Name, out var name, out _))
            throw Usage($"`{wheel.Name}`, which `{file.Location}` lists for `{package.Name}`, is not named as a wheel is");
        if (name.Name != package.Name || (package.Version is { } version && name.Version != version))
            throw Usage($"`{wheel.Name}` in `{file.Location}` is listed for `{package.Name}`{(package.Version is null ? "" : $" {package.Version}")}, and is by its name another wheel");
        return name;
    }

    private static Candidate CandidateOf(WheelFileName name, LockedFile wheel) => new(name, wheel.Place.Path, Remote: new RemoteFile
    {
        Link = new FileLink(UrlOf(wheel)),
        FileName = name.Text,
        Hashes = wheel.Hashes,
    });

    private static Uri UrlOf(LockedFile wheel) => new(wheel.Place.Url ?? FileUrl.FromPath(wheel.Place.Path));

    private bool Runs(VersionSpecifiers pythons) => pythons.Contains(target.Python.With(pre: null, post: null, dev: null));

    private static UserErrorException Usage(string message) => new(message) { IsUsage = true };

    private static UserErrorException NotYet(string what) => new($"{what}, which needs a build; Kiln installs wheels today, building comes later")
    {
        Hint = "lock a version that has wheels, or install it with uv",
    };
}
