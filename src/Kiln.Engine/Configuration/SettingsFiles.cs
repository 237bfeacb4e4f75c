namespace Kiln.Engine.Configuration;

/// <summary>What all configuration files of a run say together, each setting from the file that weighs most.</summary>
public sealed class SettingsFiles
{
    private readonly IReadOnlyList<SettingsTable> _tables;

    internal SettingsFiles(IReadOnlyList<SettingsTable> tables, IReadOnlyList<string> warnings)
    {
        _tables = tables;
        Warnings = [.. warnings, .. tables.SelectMany(static table => table.UnknownKeys())];
    }

    /// <summary>What the user should know of the files.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads the files of a run.</summary>
    /// <exception cref="UserErrorException">A file cannot be read, or is no TOML.</exception>
    public static SettingsFiles Read(ConfigurationScope scope)
    {
        var finder = new ConfigurationFinder(scope);
        return new SettingsFiles(InOrder(finder.Find()), finder.Warnings);
    }

    /// <summary>The setting of the table that weighs most; null if none holds it.</summary>
    public SettingValue? Find(string name) => FindAll(name).FirstOrDefault();

    /// <summary>The same, of Kiln's own tables only.</summary>
    public SettingValue? FindOwn(string name) => FindAll(name, ownOnly: true).FirstOrDefault();

    /// <summary>The setting of every table that holds it, the one that weighs most first: lists are joined, as in uv.</summary>
    public IEnumerable<SettingValue> FindAll(string name) => FindAll(name, ownOnly: false);

    private IEnumerable<SettingValue> FindAll(string name, bool ownOnly)
    {
        if (!SettingNames.IsKnown(name))
            throw new InvalidOperationException($"`{name}` is missing among the names of settings");
        foreach (var table in _tables)
        {
            if ((table.IsOwn || !ownOnly) && table.Table.Find(name) is { } value)
                yield return new SettingValue(name, value, table);
        }
    }

    /// <summary>
    /// Project before user before system, Kiln's before uv's, <c>[pip]</c> before what stands around it. As in uv its <c>[pip]</c> of any file weighs
    /// more than what stands outside <c>[pip]</c> in any other.
    /// </summary>
    private static List<SettingsTable> InOrder(IReadOnlyList<SettingsTable> files)
    {
        var specific = from file in files
                       from table in file.IsOwn ? [file.PipTable(), file] : new[] { file.PipTable() }
                       where table is not null
                       select table;
        return [.. specific, .. files.Where(static file => !file.IsOwn)];
    }
}
