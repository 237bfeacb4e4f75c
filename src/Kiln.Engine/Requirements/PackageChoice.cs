namespace Kiln.Engine.Requirements;

/// <summary>
/// The packages that <c>--no-binary</c> or <c>--only-binary</c> is said of: names, <c>:all:</c> of them, or <c>:none:</c> to take back
/// what was said before.
/// </summary>
public sealed class PackageChoice
{
    private readonly HashSet<PackageName> _names = [];

    /// <summary>True if it is said of every package.</summary>
    public bool IsAll { get; private set; }

    /// <summary>The packages named.</summary>
    public IReadOnlySet<PackageName> Names => _names;

    /// <summary>True if it is said of this package.</summary>
    public bool Contains(PackageName name) => IsAll || _names.Contains(name);

    /// <summary>What an option would be given to say the same.</summary>
    public IEnumerable<string> Words => IsAll ? [":all:"] : _names.Select(name => name.ToString());

    /// <summary>Adds all of another choice.</summary>
    public void Add(PackageChoice other)
    {
        IsAll |= other.IsAll;
        _names.UnionWith(other._names);
    }

    /// <summary>Adds what an option was given: names, <c>:all:</c> or <c>:none:</c>, divided by commas. Returns what is wrong, or null.</summary>
    public string? Add(string value)
    {
        foreach (string word in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (word == ":all:")
                IsAll = true;
            else if (word == ":none:")
                Clear();
            else if (PackageName.TryParse(word, out var name))
                _names.Add(name);
            else
                return $"`{word}` is not a package name: {NameNormalization.Rule}";
        }
        return null;
    }

    private void Clear()
    {
        IsAll = false;
        _names.Clear();
    }
}
