
namespace Kiln.Engine.Resolution;

/// <summary>Statements that cannot all hold, each about another package, and why. "a 1.0 needs b from 2 on" is { a is 1.0, b is not from 2 on }.</summary>
internal sealed class Incompatibility(PackageTerm[] terms, Cause cause)
{
    /// <summary>The level of <see cref="ContradictedAt"/> while it is not contradicted.</summary>
    public const int Never = int.MaxValue;

    private readonly PackageTerm[] _terms = terms;

    /// <summary>The statements.</summary>
    public ReadOnlySpan<PackageTerm> Terms => _terms;

    /// <summary>Why they cannot all hold.</summary>
    public Cause Cause { get; } = cause;

    /// <summary>The decision level from which on one of the statements is known to be false, so that nothing follows from here.</summary>
    public int ContradictedAt { get; set; } = Never;

    /// <summary>What is said of a package; <see cref="Term.Any"/> if nothing.</summary>
    public Term TermOf(int package)
    {
        foreach (var each in _terms)
        {
            if (each.Package == package)
                return each.Term;
        }
        return Term.Any;
    }

    /// <summary>True if nothing can be chosen at all: what the user requires cannot be had.</summary>
    public bool IsFinal => _terms.Length == 0 || (_terms is [{ Package: PackageTable.User, Term.IsPositive: true }]);

    /// <summary>What follows from this one and <paramref name="other"/>, which is why <paramref name="package"/> is as this one has it: the rule of resolution.</summary>
    public Incompatibility Resolve(Incompatibility other, int package)
    {
        var terms = new List<PackageTerm>(_terms.Length + other._terms.Length);
        foreach (var each in _terms)
        {
            var joined = each.Package == package ? each.Term.Union(other.TermOf(package)) : each.Term.Intersect(other.TermOf(each.Package));
            if (joined != Term.Any)
                terms.Add(each with { Term = joined });
        }
        foreach (var each in other._terms)
        {
            if (each.Package != package && !Has(each.Package))
                terms.Add(each);
        }
        return new Incompatibility([.. terms], new Cause.Conclusion(this, other));
    }

    /// <summary>Joins "a 1.0 needs b" and "a 1.1 needs b" into "a from 1.0 to 1.1 needs b": both must differ in their first statement only.</summary>
    public Incompatibility Join(Incompatibility other) =>
        new([new PackageTerm(_terms[0].Package, Term.In(_terms[0].Term.Range.Union(other._terms[0].Term.Range))), .. _terms.AsSpan(1)], Cause);

    private bool Has(int package) => Array.Exists(_terms, each => each.Package == package);
}
