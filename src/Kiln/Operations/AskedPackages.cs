using Kiln.Engine;
using Kiln.Engine.Index;
using Kiln.Engine.Io;
using Kiln.Engine.Pins;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Operations;

/// <summary>What the user asked for, on the command line and in files, taken apart.</summary>
internal sealed class AskedPackages
{
    private readonly List<AskedRequirement> _asked = [];
    private readonly List<Candidate> _named = [];
    private readonly Dictionary<PackageName, IReadOnlyList<PackageHash>> _hashes = [];

    private AskedPackages(RequirementsOptions said) => Said = said;

    /// <summary>What was asked for, in order.</summary>
    public IReadOnlyList<AskedRequirement> Asked => _asked;

    /// <summary>What narrows versions and asks for nothing.</summary>
    public IReadOnlyList<AskedRequirement> Constraints { get; private init; } = [];

    /// <summary>What narrows the versions of what is needed to build; kept for the time when Kiln builds, and its faults told now.</summary>
    public IReadOnlyList<RequirementsEntry> BuildConstraints { get; private init; } = [];

    /// <summary>Wheels that were named by their path or URL.</summary>
    public IReadOnlyList<Candidate> Named => _named;

    /// <summary>The URLs and paths that the user gave.</summary>
    public IReadOnlyDictionary<PackageName, DirectReference> References =>
        _asked.Where(each => each.Reference is not null).GroupBy(each => each.Requirement.Name).ToDictionary(each => each.Key, each => each.First().Reference!);

    /// <summary>The lock file that says what is to be installed, instead of all else; null for none.</summary>
    public LockFile? Lock { get; private init; }

    /// <summary>What files say of the whole run.</summary>
    public RequirementsOptions Said { get; }

    /// <summary>What a lock file asks for; its hashes are always looked at, as in uv.</summary>
    public static AskedPackages Of(LockFile file) => new(new RequirementsOptions()) { Lock = file, RequiresHashes = true, VerifiesHashes = true };

    /// <summary>Reads words and files.</summary>
    /// <param name="words">Words of the command line.</param>
    /// <param name="files">Files of requirements.</param>
    /// <param name="options">Everything else that was said.</param>
    /// <param name="read">Reads a file, here or on a server.</param>
    /// <exception cref="UserErrorException">Something is no requirement, or needs what Kiln does not do yet.</exception>
    public static AskedPackages Read(IEnumerable<string> words, IEnumerable<string> files, ResolveOptions options, Func<FileLocation, byte[]> read)
    {
        var folder = options.Global.CurrentFolder;
        if (options.ConstraintFiles.FirstOrDefault(AskedLock.IsOne) is { } locked)
            throw new UserErrorException($"the file `{locked}` appears to be a `pylock.toml` file, but constraints must be specified in `requirements.txt` format") { IsUsage = true };
        var kinds = files.ToLookup(AskedProjects.IsOne);
        var projects = new AskedProjects(options, read).Read([.. kinds[true]]);
        var file = RequirementsFile.Read(kinds[false], options.ConstraintFiles, ContextOf(options, read));
        var constraints = options.Constraints.Select(text => RequirementsEntry.Parse(text, folder)).Concat(file.Constraints);
        var ofBuild = options.Build.Constraints.Select(text => RequirementsEntry.Parse(text, folder))
            .Concat(RequirementsFile.Read([], options.Build.ConstraintFiles, ContextOf(options, read)).Constraints);
        bool requiresHashes = options.RequireHashes || file.Options.RequiresHashes;
        var asked = new AskedPackages(file.Options)
        {
            RequiresHashes = requiresHashes,
            VerifiesHashes = options.VerifyHashes || requiresHashes,
            BuildConstraints = [.. ofBuild],
            Constraints = [.. constraints.Where(entry => entry.Name is not null).Select(entry => ToAsked(entry, entry.Name!))],
        };
        foreach (var entry in words.Select(word => RequirementsEntry.Parse(word, folder)).Concat(file.Requirements).Concat(projects))
            asked.Add(entry);
        return asked;
    }

    /// <summary>Reads requirements that change what others ask for, in files and as single texts: each has to have a name.</summary>
    public static IReadOnlyList<AskedRequirement> ReadRequirements(
        IEnumerable<string> files, IEnumerable<string> texts, ResolveOptions options, Func<FileLocation, byte[]> read) =>
    [
        .. RequirementsFile.Read(files, [], ContextOf(options, read)).Requirements
            .Concat(texts.Select(text => RequirementsEntry.Parse(text, options.Global.CurrentFolder)))
            .Select(entry => entry.Name is { } name && entry.Reference is null
            ? ToAsked(entry, name)
            : throw new UserErrorException($"`{entry}` is a URL or path, and overrides and excludes are names with versions") { IsUsage = true }),
    ];

    /// <summary>True if every wheel, those of dependencies too, must have one of the hashes that were given for it.</summary>
    public required bool RequiresHashes { get; init; }

    /// <summary>False if the hashes that were given are not looked at.</summary>
    public required bool VerifiesHashes { get; init; }

    /// <summary>The hashes of which a project's wheel must have one; none where any will do.</summary>
    public IReadOnlyList<ArchiveHash> HashesOf(PackageName name) =>
        VerifiesHashes && _hashes.TryGetValue(name, out var hashes) ? [.. hashes.Select(hash => new ArchiveHash(hash.Algorithm, hash.Digest))] : [];

    /// <summary>The projects that are to come from one index only.</summary>
    public IReadOnlyDictionary<PackageName, IndexPin> PinsFor(MarkerValues values)
    {
        var pins = new Dictionary<PackageName, IndexPin>();
        foreach (var each in _asked.Where(each => each.Requirement.Marker?.Evaluate(values, []) != false))
        {
            if (each.IndexPins.FirstOrDefault(pin => pin.Marker?.Evaluate(values, []) != false) is { } pin)
                pins.TryAdd(each.Requirement.Name, pin);
        }
        return pins;
    }

    /// <summary>The extras of a project that the user named himself.</summary>
    public IReadOnlyList<ExtraName> ExtrasOf(PackageName name) => [.. _asked.Where(each => each.Requirement.Name == name).SelectMany(each => each.Requirement.Extras).Distinct()];

    /// <summary>True if the user named this project himself.</summary>
    public bool IsNamed(PackageName name) => Lock is not null || _asked.Exists(asked => asked.Requirement.Name == name);

    /// <summary>What reading the user's files needs.</summary>
    public static RequirementsContext ContextOf(ResolveOptions options, Func<FileLocation, byte[]> read) => new()
    {
        WorkingFolder = options.Global.CurrentFolder,
        Environment = options.Global.Surroundings.Variable,
        Read = read,
    };

    private void Add(RequirementsEntry entry)
    {
        if (entry.IsEditable)
            throw NotYet($"`{entry}` is to be installed in development mode, which needs a build");
        var name = entry.Reference is { } reference ? AddNamed(entry, reference) : entry.Name!;
        if (RequiresHashes)
            RequireHash(entry);
        if (entry.Hashes.Count > 0)
            _hashes[name] = entry.Hashes;
        else if (entry.Reference?.Hash is { } hash)
            _hashes[name] = [hash];
        _asked.Add(ToAsked(entry, name));
    }

    /// <summary>A version, since a hash is that of one file; and the hash.</summary>
    private static void RequireHash(RequirementsEntry entry)
    {
        bool isPinned = entry.Reference is not null || entry.Specifiers.Clauses.Any(static clause => clause.Operator is VersionOperator.Equal or VersionOperator.SameText);
        if (!isPinned)
            throw new UserErrorException($"`{entry}` has no version, and `--require-hashes` wants one for each requirement") { Hint = "pin it with `==`", IsUsage = true };
        if (entry.Hashes.Count == 0 && entry.Reference?.Hash is null)
            throw new UserErrorException($"`{entry}` has no hash, and `--require-hashes` wants one for each requirement") { Hint = "add `--hash=sha256:…` to its line", IsUsage = true };
    }

    private PackageName AddNamed(RequirementsEntry entry, DirectReference reference)
    {
        var candidate = reference.IsLocal ? LocalWheel(entry, reference) : RemoteWheel(entry, reference);
        var name = candidate.FileName.Name;
        if (entry.Name is { } expected && expected != name)
            throw new UserErrorException($"`{entry}` names a wheel of another project, `{name}`");
        _named.Add(candidate);
        return name;
    }

    private static Candidate LocalWheel(RequirementsEntry entry, DirectReference reference)
    {
        if (FileSystem.IsFolder(reference.Path))
            throw NotYet($"`{entry}` is a folder of sources, which needs a build");
        if (!reference.Path.Bytes.EndsWith(".whl"u8))
            throw NotYet($"`{entry}` is a source distribution, which needs a build");
        if (!FileSystem.IsFile(reference.Path))
            throw new UserErrorException($"cannot find `{reference.Path}`: no such file");
        return new Candidate(new WheelRequest(reference.Path).FileName, reference.Path, reference.Url);
    }

    private static Candidate RemoteWheel(RequirementsEntry entry, DirectReference reference)
    {
        if (reference.IsVersionControlled)
            throw NotYet($"`{entry}` is a repository of sources, which needs a build");
        if (RemoteFile.Named(new Uri(reference.Url)) is not { } file || !file.FileName.EndsWith(".whl", StringComparison.Ordinal))
            throw NotYet($"`{entry}` is a source distribution, which needs a build");
        return new Candidate(WheelFileName.Parse(file.FileName), default, reference.Url, file);
    }

    private static UserErrorException NotYet(string what) => new($"{what}; Kiln installs wheels today, building comes later")
    {
        Hint = "build a wheel with `pip wheel` or `uv build`, then install that",
    };

    private static AskedRequirement ToAsked(RequirementsEntry entry, PackageName name)
    {
        string extras = entry.Extras.Count > 0 ? $"[{string.Join(',', entry.Extras)}]" : "";
        string marker = entry.Marker is { } condition ? $" ; {condition}" : "";
        return new AskedRequirement(Requirement.Parse($"{name}{extras}{entry.Specifiers}{marker}"), entry.Reference, entry.Origin) { IndexPins = entry.IndexPins };
    }
}
