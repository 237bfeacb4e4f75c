using Kiln.Engine.Versions;

namespace Kiln.Engine.Pins;

/// <summary>Comparisons that all hold together: the versions of Python, and terms in order, each once.</summary>
internal sealed record PinClause(VersionRange Python, IReadOnlyList<PinTerm> Terms)
{
    /// <summary>What always holds.</summary>
    public static PinClause Always { get; } = new(VersionRange.Full, []);

    /// <summary>True if it always holds.</summary>
    public bool IsAlways => Python.IsFull && Terms.Count == 0;

    /// <summary>Both at once; a term that another one implies is left out.</summary>
    public PinClause And(PinClause other)
    {
        var terms = Terms.Union(other.Terms).ToList();
        return new PinClause(Python.Intersect(other.Python), [.. terms.Where(term => !terms.Exists(each => each != term && each.Implies(term))).Order()]);
    }

    /// <summary>True if this one cannot hold without the other.</summary>
    public bool Implies(PinClause other) => Python.IsSubsetOf(other.Python) && other.Terms.All(term => Terms.Any(each => each.Implies(term)));

    /// <summary>The same for Pythons from a version on, of which nothing more is said.</summary>
    public PinClause From(PyVersion python)
    {
        var earlier = VersionRange.AtLeast(python).Complement();
        return this with { Python = Python.Union(earlier).IsFull ? VersionRange.Full : LowerOpen(earlier) };
    }

    /// <summary>In the words of markers; the versions of Python first. Several ranges of them are alternatives.</summary>
    public IEnumerable<string> Words()
    {
        var terms = Terms.Select(term => term.ToString());
        return Python.IsFull ? [string.Join(" and ", terms)] : Python.ToString().Split(" | ").Select(range => string.Join(" and ", range.Split(',').Select(WordsOf).Concat(terms)));
    }

    /// <summary>Without a lower end that lies before what is wanted anyway.</summary>
    private VersionRange LowerOpen(VersionRange earlier) => Python.IsDisjointFrom(earlier) ? Python : Python.Union(earlier);

    private static string WordsOf(string clause)
    {
        int length = clause.AsSpan().IndexOfAnyExcept("<>=!~");
        return $"python_full_version {clause[..length]} '{clause[length..]}'";
    }
}
