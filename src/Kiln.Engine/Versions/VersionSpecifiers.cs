using System.Diagnostics.CodeAnalysis;

namespace Kiln.Engine.Versions;

/// <summary>Clauses that all must hold, <c>&gt;=1.2,&lt;2</c>; none at all admits every version.</summary>
public sealed class VersionSpecifiers : IEquatable<VersionSpecifiers>
{
    private readonly VersionSpecifier[] _clauses;

    internal VersionSpecifiers(VersionSpecifier[] clauses)
    {
        _clauses = clauses;
        Range = VersionRange.Full;
        foreach (var clause in clauses)
            Range = Range.Intersect(clause.Range);
    }

    /// <summary>Admits every version.</summary>
    public static VersionSpecifiers Any { get; } = new([]);

    /// <summary>The clauses as they were written.</summary>
    public IReadOnlyList<VersionSpecifier> Clauses => _clauses;

    /// <summary>The versions that all clauses admit (<see cref="VersionSpecifier.Range"/>).</summary>
    public VersionRange Range { get; }

    /// <summary>True if a clause names a pre-release, so that pre-releases are wanted.</summary>
    public bool NamesPreRelease => Array.Exists(_clauses, clause => clause.NamesPreRelease);

    /// <summary>True if all clauses admit this version; whether pre-releases are wanted is another question (<see cref="Filter"/>).</summary>
    public bool Contains(PyVersion version) => Array.TrueForAll(_clauses, clause => clause.Contains(version));

    /// <summary>Those of <paramref name="versions"/> that are admitted, in their order, pre-releases as the mode has it.</summary>
    public IReadOnlyList<PyVersion> Filter(IEnumerable<PyVersion> versions, PreReleaseMode mode = PreReleaseMode.IfNecessaryOrExplicit)
    {
        List<PyVersion> matching = [.. versions.Where(Contains)];
        if (mode == PreReleaseMode.Allow || (NamesPreRelease && mode is PreReleaseMode.Explicit or PreReleaseMode.IfNecessaryOrExplicit))
            return matching;
        List<PyVersion> finals = matching.FindAll(version => !version.IsPreRelease);
        bool mayFallBack = mode is PreReleaseMode.IfNecessary or PreReleaseMode.IfNecessaryOrExplicit;
        return finals.Count == 0 && mayFallBack ? matching : finals;
    }

    /// <summary>Reads clauses divided by commas; an empty text admits every version.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out VersionSpecifiers? specifiers, [NotNullWhen(false)] out SyntaxFault? fault)
    {
        var cursor = new TextCursor(text);
        cursor.SkipSpace();
        if (SpecifierParser.ReadMany(ref cursor, out specifiers))
        {
            cursor.SkipSpace();
            if (!cursor.IsAtEnd)
                cursor.Fail($"expected a comparison, `,` or the end, found {cursor.Found()}");
        }
        fault = cursor.Fault;
        if (fault is not null)
            specifiers = null;
        return specifiers is not null;
    }

    /// <summary>Reads clauses of published metadata, <c>Requires-Python</c>, mending well-known faults.</summary>
    public static bool TryParsePublished(
        string text, [NotNullWhen(true)] out VersionSpecifiers? specifiers, [NotNullWhen(false)] out SyntaxFault? fault)
    {
        if (TryParse(text, out specifiers, out fault))
            return true;
        if (!TryParse(SpecifierRepair.Mend(text), out specifiers, out _))
            return false;
        fault = null;
        return true;
    }

    /// <summary>Reads clauses that a user gave.</summary>
    public static VersionSpecifiers Parse(string text) =>
        TryParse(text, out var specifiers, out var fault) ? specifiers : throw fault.ToError($"version specifiers `{text}`");

    /// <summary>The clauses without blanks, divided by commas.</summary>
    public override string ToString() => string.Join(',', (IEnumerable<VersionSpecifier>)_clauses);

    /// <inheritdoc/>
    public bool Equals(VersionSpecifiers? other) => other is not null && _clauses.AsSpan().SequenceEqual(other._clauses);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VersionSpecifiers);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
