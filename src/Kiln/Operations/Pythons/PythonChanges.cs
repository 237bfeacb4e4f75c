using Kiln.Engine.Interpreters;

namespace Kiln.Operations.Pythons;

/// <summary>What a run did to managed Pythons.</summary>
internal sealed class PythonChanges
{
    private readonly Dictionary<PythonKey, SortedSet<string>> _programs = [];
    private readonly HashSet<PythonKey> _installed = [];
    private readonly HashSet<PythonKey> _removed = [];

    /// <summary>Those that were installed, or whose programs were.</summary>
    public IReadOnlyCollection<PythonKey> Installed => _installed;

    /// <summary>Those that were removed.</summary>
    public IReadOnlyCollection<PythonKey> Removed => _removed;

    /// <summary>One was installed; <paramref name="wasThere"/> says whether in the place of itself.</summary>
    public void AddInstalled(PythonKey key, bool wasThere)
    {
        _installed.Add(key);
        if (wasThere)
            _removed.Add(key);
    }

    /// <summary>One was removed.</summary>
    public void AddRemoved(PythonKey key) => _removed.Add(key);

    /// <summary>Programs of one were made or removed.</summary>
    public void AddPrograms(PythonKey key, IEnumerable<string> names)
    {
        if (!_programs.TryGetValue(key, out var known))
            _programs[key] = known = new SortedSet<string>(StringComparer.Ordinal);
        known.UnionWith(names);
    }

    /// <summary>A line for each, in uv's form: <c> + cpython-3.12.1-linux-x86_64-gnu (python3.12)</c></summary>
    public IEnumerable<(char Sign, PythonKey Key, string Programs)> Lines() =>
        from key in _installed.Union(_removed).OrderByDescending(static key => key, PythonKey.Preferred)
        let sign = !_removed.Contains(key) ? '+' : _installed.Contains(key) ? '~' : '-'
        let programs = _programs.TryGetValue(key, out var names) && names.Count > 0 ? $" ({string.Join(", ", names)})" : ""
        select (sign, key, programs);
}
