namespace Kiln.Engine.Versions;

/// <content>Where the versions of a set stand among others.</content>
public sealed partial class VersionRange
{
    /// <summary>
    /// The places of this set's versions in a list that has the newest first, as runs from start to end. Found by bisection: of a thousand
    /// versions, a dozen are looked at.
    /// </summary>
    internal List<(int Start, int End)> PlacesIn(int count, Func<int, PyVersion> at)
    {
        var runs = new List<(int, int)>();
        bool isInside = _startsInside ^ (_cuts.Length % 2 == 1);
        int start = 0;
        for (int i = _cuts.Length - 1; i >= -1; i--)
        {
            int end = i < 0 ? count : FirstBefore(_cuts[i], start, count, at);
            if (isInside && end > start)
                runs.Add((start, end));
            start = end;
            isInside = !isInside;
        }
        return runs;
    }

    /// <summary>The first place of a version before a cut.</summary>
    private static int FirstBefore(in VersionCut cut, int low, int high, Func<int, PyVersion> at)
    {
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (cut.IsBefore(at(middle)))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
