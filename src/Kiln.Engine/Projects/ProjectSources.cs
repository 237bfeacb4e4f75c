using Kiln.Engine.Requirements;
using Kiln.Engine.Toml;

namespace Kiln.Engine.Projects;

/// <summary>
/// Where a project says that single requirements come from: <c>[tool.kiln.sources]</c>, and what that says nothing of in <c>[tool.uv.sources]</c>. An index is named as
/// one of <c>[[tool.kiln.index]]</c> and <c>[[tool.uv.index]]</c>, or as one of the run.
/// </summary>
/// <param name="project">The project, for errors.</param>
/// <param name="root">Its file.</param>
/// <param name="location">Where that lies.</param>
/// <param name="isIgnored">The packages that are taken as if nothing were said of them.</param>
internal sealed class ProjectSources(ProjectFile project, TomlTable root, FileLocation location, Predicate<PackageName> isIgnored)
{
    private static readonly string[] Programs = ["kiln", "uv"];

    /// <summary>A requirement with what is said of its source; <paramref name="extra"/> and <paramref name="group"/> are those that ask for it.</summary>
    public RequirementsEntry Apply(RequirementsEntry entry, string? extra, string? group)
    {
        if (entry.Name is not { } name || isIgnored(name) || Find(name) is not { } value)
            return entry;
        var pins = new List<IndexPin>();
        foreach (var table in TablesIn(value, name).Where(table => IsFor(table, "extra", extra) && IsFor(table, "group", group)))
        {
            var marker = TextOf(table, "marker", name) is not { } text ? null
                : Marker.TryParse(text, out var read, out _) ? read : throw project.Wrong(table.Find("marker")!, "an environment marker", NameOf(name));
            if (TextOf(table, "index", name) is { } index)
                pins.Add(new IndexPin(index, PlaceOf(index), marker));
            else if (marker is not null)
                throw project.WrongSource($"`{NameOf(name)}` gives a marker to a source that is no index, which Kiln does not read yet");
            else
                return entry with { Reference = ReferenceIn(table, name) };
        }
        return pins.Count == 0 ? entry : entry with { IndexPins = pins };
    }

    private TomlValue? Find(PackageName name) => Programs.SelectMany(program => root.FindTable("tool", program, "sources")?.Entries ?? [])
        .Where(entry => PackageName.TryParse(entry.Key, out var found) && found == name).Select(static entry => entry.Value).FirstOrDefault();

    private IEnumerable<TomlTable> TablesIn(TomlValue value, PackageName name) => value switch
    {
        TomlTable table => [table],
        TomlArray array => array.Items.Select(item => item as TomlTable ?? throw project.Wrong(item, "a table", NameOf(name))),
        _ => throw project.Wrong(value, "a table, or an array of them", NameOf(name)),
    };

    private static bool IsFor(TomlTable table, string key, string? asking) =>
        table.Find(key)?.AsString is not { } wanted || (asking is not null && ExtraName.TryParse(wanted, out var name) && name.ToString() == asking);

    private string? PlaceOf(string index)
    {
        var tables = Programs.SelectMany(program => (root.FindTable("tool", program)?.Find("index") as TomlArray)?.Items.OfType<TomlTable>() ?? []);
        string? place = tables.FirstOrDefault(table => table.Find("name")?.AsString == index)?.Find("url")?.AsString;
        return place is null || DirectReference.IsUrl(place) || location.IsRemote ? place : LexicalPath.Absolute(location.Path.Parent, place).ToString();
    }

    private DirectReference ReferenceIn(TomlTable table, PackageName name)
    {
        string? text = TextOf(table, "url", name) ?? TextOf(table, "path", name) ?? (TextOf(table, "git", name) is { } repository ? $"git+{repository}" : null);
        if (text is null)
            throw project.WrongSource($"`{NameOf(name)}` names no `index`, `url`, `path` or `git`; workspaces are uv's own, and Kiln has none");
        return DirectReference.TryParse(text, location.IsRemote ? default : location.Path.Parent, out var reference, out string? reason) ? reference
            : throw project.WrongSource($"`{NameOf(name)}`: {reason}");
    }

    private string? TextOf(TomlTable table, string key, PackageName name) => table.Find(key) is not { } value ? null : value.AsString ?? throw project.Wrong(value, "a string", $"{NameOf(name)}.{key}");

    private static string NameOf(PackageName name) => $"tool.uv.sources.{name}";
}
