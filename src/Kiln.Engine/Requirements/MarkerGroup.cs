namespace Kiln.Engine.Requirements;

/// <summary>Markers joined by <c>and</c>, or by <c>or</c>.</summary>
public sealed class MarkerGroup : Marker
{
    private readonly Marker[] _members;

    internal MarkerGroup(bool isAlternative, Marker[] members)
    {
        IsAlternative = isAlternative;
        _members = members;
    }

    /// <summary>True for <c>or</c>: one must hold. False for <c>and</c>: all must.</summary>
    public bool IsAlternative { get; }

    /// <summary>What is joined, two or more.</summary>
    public IReadOnlyList<Marker> Members => _members;

    /// <inheritdoc/>
    public override bool Evaluate(MarkerValues values, IReadOnlyList<ExtraName> extras)
    {
        foreach (var member in _members)
        {
            if (member.Evaluate(values, extras) == IsAlternative)
                return IsAlternative;
        }
        return !IsAlternative;
    }

    /// <summary>The members, in parentheses where the other word joins theirs.</summary>
    public override string ToString()
    {
        var members = _members.Select(member => member is MarkerGroup { IsAlternative: true } ? $"({member})" : $"{member}");
        return string.Join(IsAlternative ? " or " : " and ", members);
    }
}
