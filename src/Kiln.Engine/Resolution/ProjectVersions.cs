using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>The versions of a project in one search, each looked at once and only when its turn comes.</summary>
internal sealed class ProjectVersions(KnownProject project, WheelRules rules)
{
    // uv's numbers (uv-resolver/src/resolver/batch_prefetch.rs): after 5, 10 and 20 versions as many are read ahead, then 50 every 20 versions.
    private const int FirstTriesAhead = 5;
    private const int TriesBetween = 20;
    private const int MostAhead = 50;

    private readonly Verdict?[] _verdicts = new Verdict?[project.Versions.Count];
    private readonly HashSet<int> _tried = [];
    private int _nextTries = FirstTriesAhead;

    /// <summary>The project.</summary>
    public KnownProject Project { get; } = project;

    /// <summary>How many there are.</summary>
    public int Count => Project.Versions.Count;

    /// <summary>The versions, the newest first.</summary>
    public PyVersion this[int index] => Project.Versions[index].Version;

    /// <summary>The versions in a range that can be chosen, in the order of preference, by their places in the list.</summary>
    public IEnumerable<int> Find(VersionRange range, VersionPreference preference)
    {
        if (Preferred(preference) is { } preferred && range.Contains(this[preferred]) && VerdictOf(preferred).Wheel is not null)
            yield return preferred;
        var runs = range.PlacesIn(Count, place => this[place]);
        int stages = preference.PreReleases == PreReleasePermit.AfterOthers ? 2 : 1;
        for (int round = 0; round < stages * Project.Turns; round++)
        {
            foreach (int index in InOrder(runs, preference.TakesLowest))
            {
                if (IsInRound(index, round, preference.PreReleases) && VerdictOf(index).Wheel is not null)
                    yield return index;
            }
        }
    }

    /// <summary>What came of looking at a version.</summary>
    public Verdict VerdictOf(int index) => _verdicts[index] ??= rules.Judge(Project.Name, Project.Versions[index]);

    /// <summary>Notes that a version is tried; returns how many of the next should be read ahead, 0 if none.</summary>
    public int CountAhead(int index)
    {
        if (!_tried.Add(index) || _tried.Count < _nextTries)
            return 0;
        _nextTries += Math.Min(_nextTries, TriesBetween);
        return Math.Min(_tried.Count, MostAhead);
    }

    /// <summary>Puts a version out of the question.</summary>
    public void Refuse(int index, Obstacle obstacle) => _verdicts[index] = new Verdict(null, obstacle);

    /// <summary>Why a version cannot be chosen; null if it can.</summary>
    public Obstacle? ObstacleTo(int index, PreReleasePermit preReleases) =>
        VerdictOf(index).Obstacle ?? (preReleases == PreReleasePermit.No && this[index].IsPreRelease ? new Obstacle(ObstacleKind.PreRelease) : null);

    /// <summary>A version as something to decide on.</summary>
    public Choice ChoiceOf(int index)
    {
        var from = index == Count - 1 ? VersionRange.Full : VersionRange.AtLeast(this[index]);
        var cell = index == 0 ? from : from.Except(VersionRange.AtLeast(this[index - 1]));
        return new Choice(this[index], cell, VerdictOf(index).Wheel!);
    }

    /// <summary>The place of a version in the list.</summary>
    public int IndexOf(PyVersion version)
    {
        int low = 0, high = Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (this[middle] > version)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Rounds of pre-releases come after those of all others, unless both are alike.</summary>
    private bool IsInRound(int index, int round, PreReleasePermit permit)
    {
        bool isLate = permit != PreReleasePermit.Yes && this[index].IsPreRelease;
        bool isTurn = Project.Turns == 1 || Project.Versions[index].Turn == round % Project.Turns;
        return isTurn && (isLate ? 1 : 0) == round / Project.Turns;
    }

    private static IEnumerable<int> InOrder(List<(int Start, int End)> runs, bool takesLowest)
    {
        for (int i = 0; i < runs.Count; i++)
        {
            var (start, end) = runs[takesLowest ? runs.Count - 1 - i : i];
            for (int place = start; place < end; place++)
                yield return takesLowest ? start + end - 1 - place : place;
        }
    }

    /// <summary>What is installed, else what was locked.</summary>
    private int? Preferred(VersionPreference preference)
    {
        if (Count == 0 || (Project.Installed ?? preference.Locked) is not { } version)
            return null;
        int index = IndexOf(version);
        return this[index] == version ? index : null;
    }
}
