using Kiln.Engine.Index;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Pins;

/// <summary>Makes pins of a solution.</summary>
public sealed class PinMaker(PinRequest request)
{
    // The order in which uv lists the hashes of one version.
    private static readonly string[] Algorithms = ["md5", "sha256", "sha384", "sha512", "blake2b"];

    /// <summary>The pins, in the order of the packages.</summary>
    public IReadOnlyList<Pin> Make(IReadOnlyList<ChosenPackage> packages)
    {
        var conditions = ConditionsOf(packages);
        return
        [
            .. packages.Select(package => new Pin(package)
            {
                Origins = [.. request.Origins[package.Name].Distinct().Order()],
                Reference = request.References.GetValueOrDefault(package.Name),
                Index = package.Wheel is { Url: null, Index: { } index } ? request.IndexText(index) : null,
                Hashes = request.WithHashes || (request.WithFiles && request.References.ContainsKey(package.Name)) ? HashesOf(package) : [],
                Files = request.WithFiles && !request.References.ContainsKey(package.Name) ? FilesOf(package) : [],
                Marker = conditions[package.Name].ToText(request.LowestPython),
            }),
        ];
    }

    /// <summary>When each is needed: when one of those is that require it, and its requirement counts. Drawn on until nothing new comes of it.</summary>
    private Dictionary<PackageName, PinCondition> ConditionsOf(IReadOnlyList<ChosenPackage> packages)
    {
        var conditions = packages.ToDictionary(package => package.Name, static _ => PinCondition.Never);
        bool isChanged = true;
        while (isChanged)
        {
            isChanged = false;
            foreach (var package in packages)
            {
                var condition = package.Demands.Aggregate(conditions[package.Name], (joined, demand) =>
                    joined.Or((demand.By is null ? PinCondition.Always : conditions[demand.By]).And(PinCondition.Of(demand.Need.Marker, request.Markers))));
                if (condition.IsSame(conditions[package.Name]))
                    continue;
                conditions[package.Name] = condition;
                isChanged = true;
            }
        }
        return conditions;
    }

    /// <summary>Those of the earlier run; else those of the file, if it is here or the user named it; else those of all files of the version, so that the pins serve elsewhere too.</summary>
    private IReadOnlyList<ArchiveHash> HashesOf(ChosenPackage package)
    {
        var wheel = package.Wheel;
        if (request.Locked.HashesOf(package.Name, wheel.FileName.Version) is { Count: > 0 } locked)
            return locked;
        if (wheel.Remote is null || wheel.Url is not null)
            return [request.HashOf(wheel)];
        var files = package.Known.Wheels.Select(each => each.Remote).OfType<RemoteFile>().Concat(package.Known.Sources);
        var listed = files.Where(file => Counts(package, file)).SelectMany(file => file.Hashes).Distinct().ToList();
        return listed.Count == 0 ? [request.HashOf(wheel)] : [.. listed.OrderBy(hash => Array.IndexOf(Algorithms, hash.Algorithm)).ThenBy(hash => hash.Hex, StringComparer.Ordinal)];
    }

    private IReadOnlyList<PinnedFile> FilesOf(ChosenPackage package)
    {
        var fitting = package.Known.Wheels.Where(wheel => request.Tags.PriorityOf(wheel.FileName.Tags).IsCompatible && (wheel.Remote is not { } file || Counts(package, file)));
        var wheels = fitting.OrderBy(wheel => wheel.FileName.Text, StringComparer.Ordinal).Select(FileOf);
        var sources = request.WithSources(package.Name) ? package.Known.Sources.Where(file => Counts(package, file)).Take(1) : [];
        return [.. sources.Select(file => FileOf(file) with { IsSource = true }), .. wheels];
    }

    private bool Counts(ChosenPackage package, RemoteFile file) => request.Uploads.Admit(package.Name, file.UploadTime);

    private PinnedFile FileOf(Candidate wheel)
    {
        var file = wheel.Remote is null ? new PinnedFile(FileUrl.FromPath(wheel.Archive), []) : FileOf(wheel.Remote);
        return file.Hashes.Count > 0 ? file : file with { Hashes = [request.HashOf(wheel)] };
    }

    private static PinnedFile FileOf(RemoteFile file) =>
        new(UrlCredentials.Remove(file.Url.AbsoluteUri), file.Hashes) { Size = file.Size, UploadTime = file.UploadTime };
}
