using Kiln.Engine.Requirements;
using Kiln.Engine.Toml;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Pins;

/// <summary>A <c>pylock.toml</c> (PEP 751, https://packaging.python.org/en/latest/specifications/pylock-toml/), as far as installing from it goes.</summary>
public sealed record LockFile
{
    private LockFile()
    {
    }

    /// <summary>Where it was read from.</summary>
    public required FileLocation Location { get; init; }

    /// <summary>The Pythons that it is for; null for any.</summary>
    public VersionSpecifiers? RequiresPython { get; private init; }

    /// <summary>The environments that it is for, of which one must hold; none for any.</summary>
    public IReadOnlyList<Marker> Environments { get; private init; } = [];

    /// <summary>The extras that it knows.</summary>
    public IReadOnlyList<string> Extras { get; private init; } = [];

    /// <summary>The dependency groups that are installed where none is asked for.</summary>
    public IReadOnlyList<string> DefaultGroups { get; private init; } = [];

    /// <summary>Its packages, in its order.</summary>
    public IReadOnlyList<LockedPackage> Packages { get; private init; } = [];

    /// <summary>Reads one.</summary>
    /// <exception cref="UserErrorException">It is no TOML, or not what the standard says.</exception>
    public static LockFile Parse(byte[] content, FileLocation location)
    {
        if (!TomlDocument.TryParse(content, out var document, out var fault))
            throw new UserErrorException($"couldn't parse `{location}`, {fault.Position}: {fault.Message}") { Details = fault.Excerpt, IsUsage = true };
        var root = new LockTable(document.Root, location);
        string format = root.RequiredText("lock-version");
        if (format.Split('.')[0] != "1")
            throw root.Wrong($"its `lock-version` is {format}, and Kiln knows version 1");
        return new LockFile
        {
            Location = location,
            RequiresPython = root.Read("requires-python", "a list of versions", ParseSpecifiers),
            Environments = [.. root.Texts("environments").Select(text => ParseMarker(text) ?? throw root.Wrong($"`environments` has to hold environment markers, found `{text}`"))],
            Extras = [.. root.Texts("extras")],
            DefaultGroups = [.. root.Texts("default-groups")],
            Packages = [.. root.Tables("packages").Select(PackageOf)],
        };
    }

    private static LockedPackage PackageOf(LockTable table)
    {
        var package = new LockedPackage
        {
            Name = table.Read("name", "a package name", static text => PackageName.TryParse(text, out var name) ? name : null) ?? throw table.Wrong("`name` is missing"),
            Version = table.Read("version", "a version", static text => PyVersion.TryParse(text, out var version, out _) ? version : null),
            Marker = table.Read("marker", "an environment marker", ParseMarker),
            RequiresPython = table.Read("requires-python", "a list of versions", ParseSpecifiers),
            Wheels = [.. table.Tables("wheels").Select(static wheel => wheel.File())],
            HasSources = table.Table("sdist") is not null,
            Archive = table.Table("archive")?.File(),
            IsFolder = table.Table("directory") is not null,
            IsRepository = table.Table("vcs") is not null,
        };
        bool isOnIndex = package.Wheels.Count > 0 || package.HasSources;
        int kinds = (isOnIndex ? 1 : 0) + (package.Archive is null ? 0 : 1) + (package.IsFolder ? 1 : 0) + (package.IsRepository ? 1 : 0);
        return kinds == 1 ? package
            : throw table.Wrong($"`{package.Name}` has to come from one of `wheels` and `sdist`, `archive`, `directory`, `vcs`, and has {(kinds == 0 ? "none of them" : $"{kinds} of them")}");
    }

    private static Marker? ParseMarker(string text) => Marker.TryParse(text, out var marker, out _) ? marker : null;

    private static VersionSpecifiers? ParseSpecifiers(string text) => VersionSpecifiers.TryParsePublished(text, out var specifiers, out _) ? specifiers : null;
}
