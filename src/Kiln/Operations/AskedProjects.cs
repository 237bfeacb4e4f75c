using Kiln.Engine;
using Kiln.Engine.Projects;
using Kiln.Engine.Requirements;

namespace Kiln.Operations;

/// <summary>Requirements that are not listed in a requirements file but in a project or a script: <c>-r pyproject.toml</c>, <c>--group</c>, <c>-r script.py</c>.</summary>
internal sealed class AskedProjects(ResolveOptions options, Func<FileLocation, byte[]> read)
{
    private const string ProjectName = "pyproject.toml";

    private readonly ExtraName[] _extras = [.. options.Extras.Select(ExtraName.Parse)];

    /// <summary>True if a word behind <c>-r</c> names no requirements file but something that is read here.</summary>
    public static bool IsOne(string file) => NameOf(file) is ProjectName or "setup.py" or "setup.cfg" || AskedLock.IsOne(file) || file.EndsWith(".py", StringComparison.Ordinal);

    /// <summary>All requirements of some such files, and of the groups that were asked for.</summary>
    public IReadOnlyList<RequirementsEntry> Read(IReadOnlyList<string> files)
    {
        bool asksForExtras = _extras.Length > 0 || options.AllExtras;
        if (asksForExtras && !files.Any(static file => NameOf(file) == ProjectName))
        {
            throw new UserErrorException("requesting extras requires a `pylock.toml`, `pyproject.toml`, `setup.cfg`, or `setup.py` file")
            {
                Hint = "use `package[extra]` syntax instead",
                IsUsage = true,
            };
        }
        var entries = files.SelectMany(ReadFile).ToList();
        RefuseMissingExtras(files);
        return [.. entries, .. options.Groups.SelectMany(ReadGroup)];
    }

    private IReadOnlyList<RequirementsEntry> ReadFile(string file)
    {
        var location = FileLocation.Parse(file, options.Global.CurrentFolder);
        if (NameOf(file) == ProjectName)
            return Requirements(ProjectFile.Read(location, read, HasNoSource));
        if (NameOf(file) is "setup.py" or "setup.cfg")
            throw new UserErrorException($"the requirements of `{file}` are known only to a build, which comes later") { Hint = "give a `pyproject.toml` or a file of requirements" };
        if (AskedLock.IsOne(file))
            throw new UserErrorException($"`{file}` is not a supported input format for `kiln pip compile`") { IsUsage = true };
        return ScriptMetadata.Requirements(location, read(location));
    }

    private IReadOnlyList<RequirementsEntry> Requirements(ProjectFile project)
    {
        var unwanted = options.NoExtras.Select(ExtraName.Parse);
        var wanted = options.AllExtras ? project.Extras() : _extras;
        return project.Requirements([.. wanted.Except(unwanted)], allExtras: false);
    }

    /// <summary>An extra that no project has is a slip of the pen.</summary>
    private void RefuseMissingExtras(IReadOnlyList<string> files)
    {
        var known = files.Where(static file => NameOf(file) == ProjectName)
            .SelectMany(file => ProjectFile.Read(FileLocation.Parse(file, options.Global.CurrentFolder), read, HasNoSource).Extras()).ToHashSet();
        if (Array.Find(_extras, extra => !known.Contains(extra)) is { } missing)
            throw new UserErrorException($"requested extra not found: {missing}") { IsUsage = true };
    }

    /// <summary><c>name</c>, of the project in the current folder, or <c>path:name</c>.</summary>
    private IReadOnlyList<RequirementsEntry> ReadGroup(string group)
    {
        int colon = group.LastIndexOf(':');
        string file = colon < 0 ? ProjectName : group[..colon];
        if (NameOf(file) != ProjectName)
            throw new UserErrorException($"the path of `--group {group}` has to end in `pyproject.toml`, as pip wants it") { IsUsage = true };
        return ProjectFile.Read(FileLocation.Parse(file, options.Global.CurrentFolder), read, HasNoSource).Group(group[(colon + 1)..]);
    }

    private bool HasNoSource(PackageName name) => options.Build.NoSources || options.Build.NoSourcesPackages.Contains(name);

    private static string NameOf(string file) => file[(file.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1)..];
}
