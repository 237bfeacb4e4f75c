using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>Words for why no version in a range can be chosen: there is none, or each that there is has an obstacle.</summary>
internal sealed class AbsenceText(Universe universe, RangeText ranges)
{
    private const int MostReasons = 3;

    /// <summary>"there is no version of a&gt;=3", "a&lt;2 has no wheel, only sources".</summary>
    public string Of(PackageName name, VersionRange range)
    {
        var project = universe.VersionsOf(name);
        if (project.Count == 0)
            return $"{name} {project.Project.Absence}";
        var reasons = universe.ObstaclesIn(name, range).GroupBy(each => $"{each.Obstacle}").ToList();
        if (reasons.Count == 0 && project.Project.Versions is [{ Wheels: [{ IsInstalled: true }] } only])
            return $"{name} {project.Project.Absence} (installed is {only.Version})";
        if (reasons.Count == 0)
            return $"there is no version of {name}{range}";
        if (reasons.Count == 1)
            return $"{ranges.Of(name, range)} {reasons[0].Key}";
        var told = reasons.Take(MostReasons).Select(reason => $"{VersionsOf(reason.Select(each => each.Version))} {reason.Key}");
        return $"no version of {name}{(range.IsFull ? "" : range)} can be used ({string.Join("; ", told)}{(reasons.Count > MostReasons ? "; …" : "")})";
    }

    private static string VersionsOf(IEnumerable<PyVersion> versions)
    {
        var all = versions.ToList();
        return all.Count <= 2 ? string.Join(" and ", all) : $"{all[^1]} to {all[0]}";
    }
}
