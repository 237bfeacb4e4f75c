using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Toml;

namespace Kiln.Engine.Projects;

/// <summary>
/// A <c>pyproject.toml</c>, as far as requirements are told in it: <c>[project]</c> (PEP 621) and <c>[dependency-groups]</c> (PEP 735).
/// Only what is written there counts; what a build would find out comes with building.
/// </summary>
public sealed class ProjectFile
{
    private readonly FileLocation _location;
    private readonly TomlDocument _document;
    private readonly ProjectSources _sources;

    private ProjectFile(FileLocation location, TomlDocument document, Predicate<PackageName>? hasNoSource = null)
    {
        _location = location;
        _document = document;
        _sources = new ProjectSources(this, document.Root, location, hasNoSource ?? (static _ => false));
    }

    /// <summary>The project's name; null where none is told.</summary>
    public string? Name => Project?.Find("name")?.AsString;

    /// <summary>The versions of Python that it works with; null where none are told.</summary>
    public string? RequiresPython => Project?.Find("requires-python")?.AsString;

    private TomlTable? Project => _document.Root.FindTable("project");

    /// <summary>Reads a project; <paramref name="hasNoSource"/> are the packages whose <c>tool.uv.sources</c> do not count.</summary>
    /// <exception cref="UserErrorException">The file is not there, or no TOML.</exception>
    public static ProjectFile Read(FileLocation location, Func<FileLocation, byte[]> read, Predicate<PackageName>? hasNoSource = null)
    {
        var content = read(location);
        return TomlDocument.TryParse(content, out var document, out var fault)
            ? new ProjectFile(location, document, hasNoSource)
            : throw new UserErrorException($"couldn't parse `{location}`, {fault.Position}: {fault.Message}") { Details = fault.Excerpt, IsUsage = true };
    }

    /// <summary>The project of the nearest folder upwards that has one; null if there is none that can be read.</summary>
    public static ProjectFile? Find(FsPath start)
    {
        for (var folder = start; !folder.IsEmpty; folder = folder.Parent)
        {
            var location = FileLocation.Parse((folder / "pyproject.toml").ToSystemString(), folder);
            if (!FileSystem.ReadAll(location.Path, out byte[] content).IsError && TomlDocument.TryParse(content, out var document, out _)
                && new ProjectFile(location, document) is { Project: not null } project)
                return project;
            if (folder.Parent == folder)
                break;
        }
        return null;
    }

    /// <summary>What the project needs, with some of its extras, or all.</summary>
    public IReadOnlyList<RequirementsEntry> Requirements(IReadOnlyList<ExtraName> extras, bool allExtras)
    {
        if (Project is not { } project)
        {
            throw new UserErrorException($"`{_location}` has no `[project]` table, so that its requirements are known only to a build, which comes later")
            {
                Hint = "name requirements in a `[project]` table, or give a file of requirements",
            };
        }
        var optional = Static(project, "optional-dependencies");
        if (optional is not (null or TomlTable))
            throw Wrong(optional, "a table", "project.optional-dependencies");
        var entries = new List<RequirementsEntry>(Entries(Static(project, "dependencies"), "project.dependencies").Select(entry => _sources.Apply(entry, extra: null, group: null)));
        foreach (var extra in WithSelfReferences(optional as TomlTable, allExtras ? Extras() : extras))
            entries.AddRange(extra);
        return [.. entries.Where(entry => !IsItself(entry))];
    }

    /// <summary>The requirements of extras, and of those extras of the project itself that they ask for: <c>all = ["project[a,b]"]</c>.</summary>
    private IEnumerable<IReadOnlyList<RequirementsEntry>> WithSelfReferences(TomlTable? optional, IEnumerable<ExtraName> extras)
    {
        var open = new Queue<ExtraName>(extras);
        var seen = new HashSet<ExtraName>();
        while (open.TryDequeue(out var extra))
        {
            if (!seen.Add(extra))
                continue;
            var entries = (optional?.Entries ?? []).Where(entry => ExtraName.TryParse(entry.Key, out var name) && name == extra)
                .SelectMany(entry => Entries(entry.Value, $"project.optional-dependencies.{entry.Key}")).ToList();
            foreach (var another in entries.Where(IsItself).SelectMany(static entry => entry.Extras))
                open.Enqueue(another);
            yield return [.. entries.Select(entry => _sources.Apply(entry, extra.ToString(), group: null))];
        }
    }

    private bool IsItself(RequirementsEntry entry) =>
        entry is { Reference: null, Name: { } name } && PackageName.TryParse(Name, out var own) && own == name;

    /// <summary>The extras that it has.</summary>
    public IReadOnlyList<ExtraName> Extras() =>
        [.. (Project?.FindTable("optional-dependencies")?.Entries ?? []).Select(static entry => ExtraName.TryParse(entry.Key, out var extra) ? extra : null).OfType<ExtraName>()];

    /// <summary>The requirements of one of its groups, with those that the group includes.</summary>
    public IReadOnlyList<RequirementsEntry> Group(string name) =>
        [.. new DependencyGroups(this, _document.Root.Find("dependency-groups")).Requirements(name).Select(entry => _sources.Apply(entry, extra: null, name) with { Origin = entry.Origin! with { Group = name } })];

    internal RequirementsEntry Entry(string text, TomlValue value)
    {
        var folder = _location.Path.IsEmpty ? default : _location.Path.Parent;
        return RequirementsEntry.TryParse(text, folder, out var entry, out var fault)
            ? entry with { Origin = new RequirementsOrigin(_location, value.Position.Line) { Project = PackageName.TryParse(Name, out var own) ? own : null } }
            : throw new UserErrorException($"couldn't parse requirement in `{_location}`, {value.Position}", new UserErrorException(fault.Message)) { Details = fault.Excerpt, IsUsage = true };
    }

    internal UserErrorException Wrong(TomlValue value, string expected, string where) =>
        new($"invalid `{where}` in `{_location}`, {value.Position}: expected {expected}, found {value.Description}") { IsUsage = true };

    internal UserErrorException Wrong(string reason) => new($"couldn't read the dependency groups of `{_location}`: {reason}") { IsUsage = true };

    internal UserErrorException WrongSource(string reason) => new($"couldn't read the sources of `{_location}`: {reason}") { IsUsage = true };

    private IEnumerable<RequirementsEntry> Entries(TomlValue? value, string where)
    {
        if (value is null)
            return [];
        return value is TomlArray array ? array.Items.Select(item => Entry(item.AsString ?? throw Wrong(item, "a string", where), item)) : throw Wrong(value, "an array", where);
    }

    /// <summary>The value of a field; an error where only a build could tell it.</summary>
    private TomlValue? Static(TomlTable project, string field)
    {
        bool isDynamic = project.Find("dynamic") is TomlArray dynamic && dynamic.Items.Any(item => item.AsString == field);
        return !isDynamic ? project.Find(field) : throw new UserErrorException($"`{_location}` leaves `{field}` to its build (`dynamic`), and building comes later")
        {
            Hint = $"list them under `{field}` of `[project]`, or give a file of requirements",
        };
    }
}
