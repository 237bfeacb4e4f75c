namespace Kiln.Engine.Tags;

/// <summary>
/// The tags of wheels that an interpreter takes, in the order of preference (PEP 425,
/// https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/). About a thousand, kept as some forty
/// pairs of Python and ABI times some forty platforms: a tag's rank is its pair's first rank plus its platform's place.
/// </summary>
public sealed class CompatibilityTags
{
    private const string AnyPlatform = "any";

    private readonly TagRow[] _rows;
    private readonly IReadOnlyList<string> _platforms;
    private readonly Dictionary<(string Python, string Abi), int> _firstRanks = [];
    private readonly Dictionary<(string Python, string Abi), int> _ranksOnAnyPlatform = [];
    private readonly Dictionary<string, int> _platformPlaces = [];
    private readonly HashSet<string> _pythons = [];

    /// <summary>The tags for these values.</summary>
    public CompatibilityTags(PlatformTagSource source)
    {
        _rows = [.. InterpreterTags.Of(source)];
        _platforms = PlatformTags.Of(source);
        for (int place = 0; place < _platforms.Count; place++)
            _platformPlaces.TryAdd(_platforms[place], place);
        int rank = 0;
        foreach (var row in _rows)
        {
            _pythons.Add(row.Python);
            var ranks = row.IsForAnyPlatform ? _ranksOnAnyPlatform : _firstRanks;
            ranks.TryAdd((row.Python, row.Abi), rank);
            rank += row.IsForAnyPlatform ? 1 : _platforms.Count;
        }
    }

    /// <summary>All tags, best first: <c>cp312-cp312-manylinux_2_36_x86_64</c> …</summary>
    public IEnumerable<string> All =>
        _rows.SelectMany(row => (row.IsForAnyPlatform ? [AnyPlatform] : _platforms).Select(platform => $"{row.Python}-{row.Abi}-{platform}"));

    /// <summary>How well a wheel with these tags fits: by the best of them.</summary>
    public TagPriority PriorityOf(WheelTags wheel)
    {
        var best = TagPriority.Differs(TagMismatch.Python);
        foreach (string python in wheel.Pythons)
        {
            foreach (string abi in wheel.Abis)
            {
                foreach (string platform in wheel.Platforms)
                {
                    var priority = PriorityOf(python, abi, platform);
                    if (priority < best)
                        best = priority;
                }
            }
        }
        return best;
    }

    private TagPriority PriorityOf(string python, string abi, string platform)
    {
        if (platform == AnyPlatform && _ranksOnAnyPlatform.TryGetValue((python, abi), out int rank))
            return TagPriority.Fits(rank);
        if (!_firstRanks.TryGetValue((python, abi), out int first))
            return TagPriority.Differs(IsForThisPython(python, abi) ? TagMismatch.Abi : TagMismatch.Python);
        bool isKnown = _platformPlaces.TryGetValue(platform, out int place);
        return isKnown ? TagPriority.Fits(first + place) : TagPriority.Differs(TagMismatch.Platform);
    }

    /// <summary>Older Pythons' tags count with the stable ABI only: cp311-cp311 is for another Python, cp311-abi3 is not.</summary>
    private bool IsForThisPython(string python, string abi)
    {
        bool isUnbound = abi is "none" or "abi3" or "abi3t";
        return isUnbound ? _pythons.Contains(python) : _firstRanks.ContainsKey((python, "none")) && !python.StartsWith("py", StringComparison.Ordinal);
    }
}
