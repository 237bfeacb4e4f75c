namespace Kiln.Engine.Versions;

/// <content>The words for a range.</content>
public sealed partial class VersionRange
{
    /// <summary>The range in the words of specifiers: <c>&gt;=1.0,&lt;2.0 | &gt;=3.1</c>; <c>*</c> for all versions, <c>∅</c> for none.</summary>
    public override string ToString()
    {
        if (_cuts.Length == 0)
            return IsEmpty ? "∅" : "*";
        var intervals = new List<string>();
        int next = 0;
        if (_startsInside)
            intervals.Add(Upper(_cuts[next++]));
        for (; next < _cuts.Length; next += 2)
            intervals.Add(next + 1 < _cuts.Length ? Interval(_cuts[next], _cuts[next + 1]) : Lower(_cuts[next]));
        return string.Join(" | ", intervals);
    }

    private static string Interval(VersionCut first, VersionCut end)
    {
        var version = first.Version;
        if (first.Place != CutPlace.Before)
            return $"{Lower(first)},{Upper(end)}";
        if (end.Place == CutPlace.After && end.Version == version)
            return version.IsLocal ? $"=={version}" : $"==={version}";
        if (end == VersionCut.AfterLocals(version) && !version.IsLocal)
            return $"=={version}";
        bool isPrefix = IsFirstOfRelease(version) && end == new VersionCut(version.FirstBehindPrefix(version.ReleaseLength), CutPlace.Before);
        return isPrefix ? $"=={version.With(pre: null, post: null, dev: null)}.*" : $"{Lower(first)},{Upper(end)}";
    }

    private static string Lower(VersionCut cut)
    {
        if (cut.Place == CutPlace.Before && BeforeLocals(cut.Version) is { } version)
            return $">{version}";
        return cut.Place == CutPlace.Before ? $">={cut.Version}" : $">{cut.Version}";
    }

    private static string Upper(VersionCut cut)
    {
        var version = cut.Version;
        if (cut.Place != CutPlace.Before)
            return $"<={version}";
        if (BeforeLocals(version) is { } last)
            return $"<={last}";
        return version.Dev == 0 ? $"<{version.With(version.Pre, version.Post, dev: null)}" : $"<{version}";
    }

    /// <summary>The version whose local labels end here: 1.0 for 1.0.post0.dev0; null where that is not how one would say it.</summary>
    private static PyVersion? BeforeLocals(PyVersion version) =>
        version is { Post: 0, Dev: 0 } ? version.With(version.Pre, post: null, dev: null) : null;

    private static bool IsFirstOfRelease(PyVersion version) => version is { Pre: null, Post: null, Dev: 0 };
}
