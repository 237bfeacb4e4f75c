using Kiln.Engine.Io;
using Kiln.Engine.Toml;

namespace Kiln.Engine.Configuration;

/// <summary>
/// Finds configuration files by uv's rules, for Kiln's names and uv's: those of the nearest folder upwards that has any, the user's, the system's;
/// of each place <c>kiln.toml</c> and <c>uv.toml</c>.
/// </summary>
internal sealed class ConfigurationFinder(ConfigurationScope scope)
{
    private readonly List<string> _warnings = [];

    /// <summary>What the user should know of the files that were found.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The tables that hold settings, the one that weighs most first.</summary>
    public IReadOnlyList<SettingsTable> Find()
    {
        if (scope.File is { } file)
            return [ReadChosen(file)];
        return scope.IsWithoutFiles ? [] : [.. FindProject(), .. FindFirst(scope.Surroundings.SettingsFolder is { } user ? [user] : []), .. FindFirst(SystemFolders())];
    }

    private SettingsTable ReadChosen(FsPath file)
    {
        if (file.Name.SequenceEqual("pyproject.toml"u8))
        {
            throw new UserErrorException("`--config-file` expects a `kiln.toml` or `uv.toml`, not a `pyproject.toml`")
            {
                Hint = "to use another project's settings, name its folder with `--project`",
                IsUsage = true,
            };
        }
        return ReadFile(file, isOwn: true)
            ?? throw new UserErrorException($"cannot read `{file}`: {new FileError(FileFault.NotFound, 0).Reason}") { IsUsage = true };
    }

    private List<SettingsTable> FindProject()
    {
        for (var folder = scope.ProjectFolder; !folder.IsEmpty; folder = folder.Parent)
        {
            if (FindIn(folder) is { Count: > 0 } found)
                return found;
            if (folder.Parent == folder)
                break;
        }
        return [];
    }

    private List<SettingsTable> FindIn(FsPath folder)
    {
        var project = ReadProject(folder / "pyproject.toml");
        var found = new List<SettingsTable>();
        foreach (var (program, isOwn) in (ReadOnlySpan<(string, bool)>)[("kiln", true), ("uv", false)])
        {
            var ofFile = ReadFile(folder / $"{program}.toml", isOwn);
            var ofProject = project?.Root.FindTable("tool", program) is not { } table ? null
                : new SettingsTable { File = folder / "pyproject.toml", Document = project, Table = table, IsOwn = isOwn };
            if (ofFile is not null && ofProject is not null)
                WarnOfBoth(ofProject, program);
            if ((ofFile ?? ofProject) is { } chosen)
                found.Add(chosen);
        }
        return found;
    }

    /// <summary>uv's words; it names only what it would have used otherwise.</summary>
    private void WarnOfBoth(SettingsTable ignored, string program)
    {
        var keys = ignored.Table.Entries.Select(static entry => entry.Key).Except(SettingNames.OfProjects).ToList();
        if (keys.Count > 0)
        {
            _warnings.Add($"Found both a `{program}.toml` file and a `[tool.{program}]` section in an adjacent `pyproject.toml`. The following fields from "
                + $"`[tool.{program}]` will be ignored in favor of the `{program}.toml` file:{string.Concat(keys.Select(static key => $"\n- {key}"))}");
        }
    }

    /// <summary>The first file of each program.</summary>
    private IEnumerable<SettingsTable> FindFirst(IReadOnlyList<FsPath> folders) =>
        from program in (string[])["kiln", "uv"]
        let found = folders.Select(folder => ReadFile(folder / program / $"{program}.toml", isOwn: program == "kiln")).FirstOrDefault(static table => table is not null)
        where found is not null
        select found;

    private List<FsPath> SystemFolders()
    {
        var surroundings = scope.Surroundings;
        if (OperatingSystem.IsWindows())
            return surroundings.PathVariable("PROGRAMDATA") is { } data ? [data] : [];
        var shared = (surroundings.Variable("XDG_CONFIG_DIRS") ?? "/etc/xdg").Split(':').Where(static folder => folder.StartsWith('/'));
        return [.. shared.Append("/etc").Select(RawText.ToPath)];
    }

    /// <summary>A file that is there for settings alone: where it is no TOML, nothing can be relied on.</summary>
    private SettingsTable? ReadFile(FsPath file, bool isOwn)
    {
        if (Content(file) is not { } content)
            return null;
        return TomlDocument.TryParse(content, out var document, out var fault)
            ? new SettingsTable { File = file, Document = document, Table = document.Root, IsOwn = isOwn }
            : throw new UserErrorException($"couldn't parse `{file}`, {fault.Position}: {fault.Message}") { Details = fault.Excerpt, IsUsage = true };
    }

    /// <summary>A project's file has other readers, who will complain if they need it; for settings a warning will do, as in uv.</summary>
    private TomlDocument? ReadProject(FsPath file)
    {
        if (Content(file) is not { } content)
            return null;
        if (!TomlDocument.TryParse(content, out var document, out var fault))
            _warnings.Add($"couldn't parse `{file}` for its settings, {fault.Position}: {fault.Message}");
        return document;
    }

    private byte[]? Content(FsPath file)
    {
        var error = FileSystem.ReadAll(file, out byte[] content);
        if (!error.IsError)
            return content;
        if (error.Fault == FileFault.AccessDenied)
            _warnings.Add($"cannot read `{file}` for its settings: {error.Reason}");
        return error.Fault is FileFault.NotFound or FileFault.NotFolder or FileFault.IsFolder or FileFault.AccessDenied ? null
            : throw UserErrorException.ForFile("read", file, error);
    }
}
