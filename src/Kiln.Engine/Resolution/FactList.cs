namespace Kiln.Engine.Resolution;

/// <summary>The facts that together leave no solution, where the argument is too long to be told: what several versions of a project require is one line.</summary>
internal static class FactList
{
    /// <summary>The lines, <paramref name="most"/> at most.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Incompatibility> facts, FactText text, int most)
    {
        var lines = facts.GroupBy(FactText.SubjectOf).Select(group => text.Joined([.. group])).Distinct().ToList();
        var own = lines.Where(line => line.StartsWith("you ", StringComparison.Ordinal)).ToList();
        var others = lines.Except(own).ToList();
        int room = most - 2;
        var shown = own.Concat(others).Take(room).ToList();
        int rest = lines.Count - shown.Count;
        string end = rest > 0 ? $"  and {rest} more of the kind" : "so that your requirements are unsatisfiable.";
        return ["Your requirements are unsatisfiable, because all of this would have to hold:", .. shown.Select(line => $"  {line}"), .. rest > 0 ? (string[])[end] : []];
    }
}
