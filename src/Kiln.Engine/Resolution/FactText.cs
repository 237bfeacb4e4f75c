using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>Words for single incompatibilities: facts, and what was concluded from them.</summary>
internal sealed class FactText(Universe universe, PackageTable packages)
{
    private readonly RangeText _ranges = new(universe);

    /// <summary>The incompatibility as a claim.</summary>
    public string Of(Incompatibility incompatibility) => incompatibility.Cause switch
    {
        Cause.Need need => $"{Owner(incompatibility, isSubject: true)} {Verb(incompatibility)} {Wanted(need.Requirement)}",
        Cause.Limit limit => $"you allow only {Wanted(limit.Constraint)}",
        Cause.NoVersion => new AbsenceText(universe, _ranges).Of(packages[incompatibility.Terms[0].Package].Name!, incompatibility.Terms[0].Term.Range),
        Cause.Unusable unusable => $"{Owner(incompatibility, isSubject: true)} {unusable.Reason}",
        _ => Conclusion(incompatibility),
    };

    /// <summary>Two facts; those of one owner with the owner said once.</summary>
    public string Both(Incompatibility first, Incompatibility second)
    {
        if (second.Cause is Cause.Need && second.Terms[0].Package == PackageTable.User && first.Cause is Cause.Need { } need && first.Terms[0].Package == PackageTable.User)
            return $"you require {Wanted(need.Requirement)} and {Wanted(((Cause.Need)second.Cause).Requirement)}";
        return $"{Of(first)} and {Of(second)}";
    }

    /// <summary>Who says what about whom: facts of one subject can be told as one.</summary>
    public static (int Owner, int Needed, Type Kind) SubjectOf(Incompatibility fact) =>
        (fact.Terms[0].Package, fact.Cause is Cause.Need ? fact.Terms[^1].Package : -1, fact.Cause.GetType());

    /// <summary>Facts of one subject as one.</summary>
    public string Joined(IReadOnlyList<Incompatibility> facts)
    {
        if (facts.Count == 1)
            return Of(facts[0]);
        var range = facts.Aggregate(VersionRange.Empty, (joined, fact) => joined.Union(fact.Terms[0].Term.Range));
        var first = facts[0];
        var name = packages[first.Terms[0].Package].Name;
        if (first.Cause is Cause.NoVersion)
            return new AbsenceText(universe, _ranges).Of(name!, range);
        if (first.Cause is not Cause.Need { Requirement: var requirement } || name is null)
            return Of(first);
        var needed = facts.Aggregate(VersionRange.Empty, (joined, fact) => joined.Union(((Cause.Need)fact.Cause).Requirement.Specifiers.Range));
        return $"{_ranges.Of(name, range)} {(IsPlural(_ranges.Of(name, range)) ? "depend" : "depends")} on {_ranges.Of(requirement.Name, needed)}";
    }

    private string Conclusion(Incompatibility incompatibility)
    {
        if (incompatibility.IsFinal)
            return "your requirements are unsatisfiable";
        var positive = Phrases(incompatibility, isPositive: true);
        var negative = Phrases(incompatibility, isPositive: false);
        bool isOfUser = incompatibility.TermOf(PackageTable.User).IsPositive;
        if (negative.Count == 0 && !isOfUser)
            return positive.Count == 1 ? $"{positive[0]} cannot be used" : $"{Listed(positive)} are incompatible";
        if (negative.Count == 0)
            return positive.Count == 1 ? $"your requirements and {positive[0]} are incompatible" : $"your requirements, {Listed(positive)} are incompatible";
        string wanted = string.Join(" or ", negative);
        if (positive.Count == 0)
            return $"you require {wanted}";
        string subject = Listed(isOfUser ? ["your requirements", .. positive] : positive);
        return $"{subject} {(isOfUser || positive.Count > 1 || IsPlural(positive[0]) ? "depend" : "depends")} on {wanted}";
    }

    /// <summary>What is said of each project; a wanted extra stands with its project.</summary>
    private List<string> Phrases(Incompatibility incompatibility, bool isPositive)
    {
        var terms = incompatibility.Terms.ToArray().Where(each => each.Term.IsPositive == isPositive && each.Package != PackageTable.User).ToList();
        return
        [
            .. terms.GroupBy(each => packages[each.Package].Name!).Select(group => _ranges.Of(
                group.Key,
                group.Where(each => packages[each.Package].Extra is null).Select(each => each.Term.Range).FirstOrDefault(VersionRange.Full),
                [.. group.Select(each => packages[each.Package].Extra).OfType<ExtraName>()])),
        ];
    }

    private string Owner(Incompatibility fact, bool isSubject)
    {
        var owner = fact.Terms[0];
        if (owner.Package == PackageTable.User)
            return "you";
        var extras = fact.Terms.ToArray().Where(each => each.Term.IsPositive).Select(each => packages[each.Package].Extra).OfType<ExtraName>().ToList();
        return _ranges.Of(packages[owner.Package].Name!, owner.Term.Range, extras);
    }

    private string Verb(Incompatibility fact)
    {
        if (fact.Terms[0].Package == PackageTable.User)
            return "require";
        return IsPlural(Owner(fact, isSubject: true)) ? "depend on" : "depends on";
    }

    private static string Wanted(Requirement requirement)
    {
        string extras = requirement.Extras.Count > 0 ? $"[{string.Join(',', requirement.Extras)}]" : "";
        return requirement.Url is null ? $"{requirement.Name}{extras}{requirement.Specifiers}" : $"{requirement.Name}{extras} @ {UrlCredentials.Mask(requirement.Url)}";
    }

    private static bool IsPlural(string phrase) => phrase.StartsWith("all ", StringComparison.Ordinal) || phrase.StartsWith("most ", StringComparison.Ordinal) || phrase.Contains(" and ");

    private static string Listed(List<string> phrases) =>
        phrases.Count == 1 ? phrases[0] : $"{string.Join(", ", phrases.Take(phrases.Count - 1))} and {phrases[^1]}";
}
