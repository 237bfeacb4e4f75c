using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>Words for some versions of a project: as they were asked for where that is short, else by the versions that there are.</summary>
internal sealed class RangeText(Universe universe)
{
    // More gaps than this tell nobody anything.
    private const int MostRuns = 2;

    /// <summary>"a&gt;=1", "a==1.0", "all versions of a", "some versions of a".</summary>
    public string Of(PackageName name, VersionRange range, IReadOnlyCollection<ExtraName>? extras = null)
    {
        string title = extras is { Count: > 0 } ? $"{name}[{string.Join(',', extras)}]" : $"{name}";
        if (range.IsFull)
            return title;
        if (universe.FindVersions(name) is not { Count: > 0 } project)
            return $"{title}{range}";
        var runs = RunsOf(project, range).ToList();
        if (runs.Count == 1 && runs[0] == (0, project.Count - 1))
            return $"all versions of {title}";
        if (runs.Count == 1 && runs[0].First == runs[0].Last)
            return $"{title}=={project[runs[0].First]}";
        string asked = range.ToString();
        if (runs.Count == 0 || !asked.Contains('|'))
            return $"{title}{asked}";
        return runs.Count <= MostRuns ? string.Join(" and ", runs.Select(run => $"{title}{Text(project, run)}")) : $"most versions of {title}";
    }

    /// <summary>The stretches of a project's versions that lie in a range, by their places in the list, the newest first.</summary>
    public static IEnumerable<(int First, int Last)> RunsOf(ProjectVersions project, VersionRange range)
    {
        int first = -1;
        for (int i = 0; i <= project.Count; i++)
        {
            bool isIn = i < project.Count && range.Contains(project[i]);
            if (isIn && first < 0)
                first = i;
            if (isIn || first < 0)
                continue;
            yield return (first, i - 1);
            first = -1;
        }
    }

    /// <summary>"==1.0", "&lt;=1.3", "&gt;=2.0", "&gt;=1.0,&lt;=1.3".</summary>
    public static string Text(ProjectVersions project, (int First, int Last) run)
    {
        if (run.First == run.Last)
            return $"=={project[run.First]}";
        if (run.First == 0)
            return $">={project[run.Last]}";
        return run.Last == project.Count - 1 ? $"<={project[run.First]}" : $">={project[run.Last]},<={project[run.First]}";
    }
}
