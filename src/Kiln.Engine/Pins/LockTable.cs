using Kiln.Engine.Requirements;
using Kiln.Engine.Toml;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Pins;

/// <summary>A table of a lock file, its values read by their types; what is of another type is an error that says where it stands.</summary>
internal sealed class LockTable(TomlTable table, FileLocation file)
{
    /// <summary>A text; null if there is none.</summary>
    public string? Text(string key) => table.Find(key) is not { } value ? null : value.AsString ?? throw Wrong(value, $"`{key}` has to be a string, found {value.Description}");

    /// <summary>Texts; none if there are none.</summary>
    public IReadOnlyList<string> Texts(string key) =>
        [.. Items(key).Select(item => item.AsString ?? throw Wrong(item, $"`{key}` has to hold strings, found {item.Description}"))];

    /// <summary>A text that has to be there.</summary>
    public string RequiredText(string key) => Text(key) ?? throw Lacking(key);

    /// <summary>A table in it; null if there is none.</summary>
    public LockTable? Table(string key) => table.Find(key) switch
    {
        null => null,
        TomlTable inner => new LockTable(inner, file),
        var value => throw Wrong(value, $"`{key}` has to be a table, found {value.Description}"),
    };

    /// <summary>Tables in it; none if there are none.</summary>
    public IReadOnlyList<LockTable> Tables(string key) =>
        [.. Items(key).Select(item => item is TomlTable inner ? new LockTable(inner, file) : throw Wrong(item, $"`{key}` has to hold tables, found {item.Description}"))];

    /// <summary>A text that is read by a rule of its own, and has to be <paramref name="kind"/>; null if there is none.</summary>
    public T? Read<T>(string key, string kind, Func<string, T?> read)
        where T : class => Text(key) is { } text ? read(text) ?? throw Wrong(table.Find(key)!, $"`{key}` has to be {kind}, found `{text}`") : null;

    /// <summary>A file that it describes: <c>url</c> or <c>path</c>, <c>name</c>, <c>hashes</c>.</summary>
    public LockedFile File()
    {
        string given = Text("path") ?? Text("url") ?? throw Lacking("url");
        var place = file.Resolve(given);
        string name = Text("name") ?? (place.IsRemote ? Uri.UnescapeDataString(new Uri(place.Url!).AbsolutePath) : given).Replace('\\', '/').Split('/')[^1];
        return new LockedFile(place, name, Hashes());
    }

    /// <summary>An error that says where this table stands.</summary>
    public UserErrorException Wrong(string finding) => Wrong(table, finding);

    private List<ArchiveHash> Hashes()
    {
        if (Table("hashes") is null)
            throw Lacking("hashes");
        var hashes = new List<ArchiveHash>();
        foreach (var entry in table.FindTable("hashes")!.Entries)
        {
            string digest = entry.Value.AsString ?? throw Wrong(entry.Value, $"a hash has to be a string, found {entry.Value.Description}");
            if (ArchiveHash.TryGetAlgorithm(entry.Key, out _))
                hashes.Add(new ArchiveHash(entry.Key, digest.ToLowerInvariant()));
        }
        return hashes.Count > 0 ? hashes : throw Wrong("there is no hash of a kind that can be trusted: sha256, sha384 or sha512");
    }

    private IReadOnlyList<TomlValue> Items(string key) => table.Find(key) switch
    {
        null => [],
        TomlArray array => array.Items,
        var value => throw Wrong(value, $"`{key}` has to be an array, found {value.Description}"),
    };

    private UserErrorException Lacking(string key) => Wrong($"`{key}` is missing");

    private UserErrorException Wrong(TomlValue at, string finding) =>
        new($"`{file}` is not a valid lock file (PEP 751): {at.Position}: {finding}") { IsUsage = true };
}
