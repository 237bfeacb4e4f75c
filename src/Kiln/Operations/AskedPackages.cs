using Kiln.Engine;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Wheels;

namespace Kiln.Operations;

/// <summary>What the user asked for, on the command line and in files, taken apart.</summary>
internal sealed class AskedPackages
{
    private readonly List<Requirement> _requirements = [];
    private readonly List<Candidate> _named = [];
    private readonly Dictionary<PackageName, IReadOnlyList<PackageHash>> _hashes = [];

    private AskedPackages(RequirementsOptions said) => Said = said;

    /// <summary>The requirements, in order.</summary>
    public IReadOnlyList<Requirement> Requirements => _requirements;

    /// <summary>What narrows versions and asks for nothing.</summary>
    public IReadOnlyList<Requirement> Constraints { get; private init; } = [];

    /// <summary>Wheels that were named by their path.</summary>
    public IReadOnlyList<Candidate> Named => _named;

    /// <summary>What files say of the whole run.</summary>
    public RequirementsOptions Said { get; }

    /// <summary>Reads words and files.</summary>
    /// <exception cref="UserErrorException">Something is no requirement, or needs what Kiln does not do yet.</exception>
    public static AskedPackages Read(IEnumerable<string> words, IEnumerable<string> files, ChangePackagesOptions options)
    {
        var folder = options.Global.CurrentFolder;
        var context = new RequirementsContext
        {
            WorkingFolder = folder,
            Environment = options.Global.Surroundings.Variable,
            Read = RequirementsContext.ReadLocal,
        };
        var file = RequirementsFile.Read(files, options.ConstraintFiles, context);
        var asked = new AskedPackages(file.Options)
        {
            Constraints = [.. file.Constraints.Where(entry => entry.Name is not null).Select(entry => ToRequirement(entry, entry.Name!))],
        };
        foreach (var entry in words.Select(word => RequirementsEntry.Parse(word, folder)).Concat(file.Requirements))
            asked.Add(entry, options.RequireHashes || file.Options.RequiresHashes);
        return asked;
    }

    /// <summary>The hashes of which a project's wheel must have one; none where any will do.</summary>
    public IReadOnlyList<ArchiveHash> HashesOf(PackageName name) =>
        _hashes.TryGetValue(name, out var hashes) ? [.. hashes.Select(hash => new ArchiveHash(hash.Algorithm, hash.Digest))] : [];

    /// <summary>True if the user named this project himself.</summary>
    public bool IsNamed(PackageName name) => _requirements.Exists(requirement => requirement.Name == name);

    private void Add(RequirementsEntry entry, bool requiresHashes)
    {
        if (entry.IsEditable)
            throw NotYet($"`{entry}` is to be installed in development mode, which needs a build");
        var name = entry.Reference is { } reference ? AddNamed(entry, reference) : entry.Name!;
        if (requiresHashes && entry.Hashes.Count == 0 && entry.Reference?.Hash is null)
            throw new UserErrorException($"`{entry}` has no hash, and `--require-hashes` wants one for each requirement") { Hint = "add `--hash=sha256:…` to its line" };
        if (entry.Hashes.Count > 0)
            _hashes[name] = entry.Hashes;
        else if (entry.Reference?.Hash is { } hash)
            _hashes[name] = [hash];
        _requirements.Add(ToRequirement(entry, name));
    }

    private PackageName AddNamed(RequirementsEntry entry, DirectReference reference)
    {
        if (!reference.IsLocal)
            throw NotYet($"`{entry}` is to be fetched from the network");
        if (FileSystem.IsFolder(reference.Path))
            throw NotYet($"`{entry}` is a folder of sources, which needs a build");
        if (!reference.Path.Bytes.EndsWith(".whl"u8))
            throw NotYet($"`{entry}` is a source distribution, which needs a build");
        if (!FileSystem.IsFile(reference.Path))
            throw new UserErrorException($"cannot find `{reference.Path}`: no such file") { IsUsage = true };
        var fileName = new WheelRequest(reference.Path).FileName;
        if (entry.Name is { } name && name != fileName.Name)
            throw new UserErrorException($"`{entry}` names a wheel of another project, `{fileName.Name}`");
        _named.Add(new Candidate(fileName, reference.Path, reference.Url));
        return fileName.Name;
    }

    private static UserErrorException NotYet(string what) => new($"{what}; Kiln installs wheels from files and folders today, building and downloading come later")
    {
        Hint = "build a wheel with `pip wheel` or `uv build`, then install that",
    };

    private static Requirement ToRequirement(RequirementsEntry entry, PackageName name)
    {
        string extras = entry.Extras.Count > 0 ? $"[{string.Join(',', entry.Extras)}]" : "";
        string marker = entry.Marker is { } condition ? $" ; {condition}" : "";
        return Requirement.Parse($"{name}{extras}{entry.Specifiers}{marker}");
    }
}
