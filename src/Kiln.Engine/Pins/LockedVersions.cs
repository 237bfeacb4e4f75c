using Kiln.Engine.Requirements;
using Kiln.Engine.Toml;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Pins;

/// <summary>The versions that a file of pins lists, and the hashes that it has for them: what an earlier run chose is chosen again where it fits.</summary>
public sealed class LockedVersions
{
    private readonly Dictionary<PackageName, PyVersion> _versions = [];
    private readonly Dictionary<PackageName, IReadOnlyList<ArchiveHash>> _hashes = [];

    private LockedVersions()
    {
    }

    /// <summary>None.</summary>
    public static LockedVersions None { get; } = new();

    /// <summary>The versions.</summary>
    public IReadOnlyDictionary<PackageName, PyVersion> Versions => _versions;

    /// <summary>The hashes of a version, in the order of the file; none if it lists another.</summary>
    public IReadOnlyList<ArchiveHash> HashesOf(PackageName name, PyVersion version) =>
        _versions.GetValueOrDefault(name) == version ? _hashes.GetValueOrDefault(name, []) : [];

    /// <summary>Reads a <c>requirements.txt</c>; what is not pinned in it is passed over.</summary>
    public static LockedVersions ReadRequirements(string file, RequirementsContext context, Predicate<PackageName> isWanted)
    {
        var locked = new LockedVersions();
        foreach (var entry in RequirementsFile.Read([file], [], context).Requirements)
        {
            if (entry.Name is not { } name || !isWanted(name) || entry.Specifiers.Clauses is not [{ Operator: VersionOperator.Equal, Version: { } version }])
                continue;
            locked._versions[name] = version;
            locked._hashes[name] = [.. entry.Hashes.Select(hash => new ArchiveHash(hash.Algorithm, hash.Digest))];
        }
        return locked;
    }

    /// <summary>Reads a <c>pylock.toml</c>.</summary>
    public static LockedVersions ReadPylock(string file, RequirementsContext context, Predicate<PackageName> isWanted)
    {
        var location = FileLocation.Parse(file, context.WorkingFolder);
        if (!TomlDocument.TryParse(context.Read(location), out var document, out var fault))
            throw new UserErrorException($"couldn't parse `{location}`, {fault.Position}: {fault.Message}") { Details = fault.Excerpt, IsUsage = true };
        var locked = new LockedVersions();
        foreach (var package in (document.Root.Find("packages") as TomlArray)?.Items.OfType<TomlTable>() ?? [])
        {
            if (PackageName.TryParse(package.Find("name")?.AsString, out var name) && isWanted(name) && PyVersion.TryParse(package.Find("version")?.AsString, out var version, out _))
                locked._versions[name] = version;
        }
        return locked;
    }
}
