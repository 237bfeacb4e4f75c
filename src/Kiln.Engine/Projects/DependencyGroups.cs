using Kiln.Engine.Requirements;
using Kiln.Engine.Toml;

namespace Kiln.Engine.Projects;

/// <summary>The groups of a project: named lists of requirements, which may include each other (PEP 735).</summary>
internal sealed class DependencyGroups
{
    private const string Table = "dependency-groups";

    private readonly ProjectFile _file;
    private readonly Dictionary<ExtraName, TomlEntry> _groups = [];

    /// <summary>The groups of a table; none where it is missing.</summary>
    public DependencyGroups(ProjectFile file, TomlValue? value)
    {
        _file = file;
        if (value is not (null or TomlTable))
            throw file.Wrong(value, "a table", Table);
        foreach (var entry in (value as TomlTable)?.Entries ?? [])
        {
            if (!ExtraName.TryParse(entry.Key, out var name))
                throw file.Wrong($"`{entry.Key}` is not the name of a group");
            if (!_groups.TryAdd(name, entry))
                throw file.Wrong($"`{_groups[name].Key}` and `{entry.Key}` are one name");
        }
    }

    /// <summary>The requirements of a group, those of groups that it includes in their place.</summary>
    public IReadOnlyList<RequirementsEntry> Requirements(string name)
    {
        if (!ExtraName.TryParse(name, out var group) || !_groups.TryGetValue(group, out var entry))
            throw _file.Wrong($"the dependency group `{name}` was not found");
        return [.. Requirements(entry, [group])];
    }

    private IEnumerable<RequirementsEntry> Requirements(TomlEntry group, IReadOnlyList<ExtraName> path)
    {
        string where = $"{Table}.{group.Key}";
        if (group.Value is not TomlArray array)
            throw _file.Wrong(group.Value, "an array", where);
        foreach (var item in array.Items)
        {
            if (item.AsString is { } text)
            {
                yield return _file.Entry(text, item);
                continue;
            }
            if (item is not TomlTable { Entries: [{ Key: "include-group" } include] } || include.Value.AsString is not { } name)
                throw _file.Wrong(item, "a requirement or `{include-group = \"NAME\"}`", where);
            foreach (var entry in Included(name, group.Key, path))
                yield return entry;
        }
    }

    private IEnumerable<RequirementsEntry> Included(string name, string by, IReadOnlyList<ExtraName> path)
    {
        if (!ExtraName.TryParse(name, out var group) || !_groups.TryGetValue(group, out var entry))
            throw _file.Wrong($"failed to find group `{name}` included by `{by}`");
        if (path.Contains(group))
            throw _file.Wrong($"groups include each other in a circle: {string.Join(" → ", path.Append(group).Select(static each => $"`{each}`"))}");
        return Requirements(entry, [.. path, group]);
    }
}
