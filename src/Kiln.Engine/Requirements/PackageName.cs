using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Kiln.Engine.Requirements;

/// <summary>
/// The name of a package, normalised. There is one object per name in a process: equal names are the same reference, and cost
/// nothing to compare or to hash.
/// </summary>
public sealed class PackageName : IComparable<PackageName>
{
    // Distribution names longer than this are not on any index; they are read all the same.
    private const int UsualLength = 128;

    private static readonly ConcurrentDictionary<string, PackageName> Known = new(StringComparer.Ordinal);

    private readonly string _normalized;

    private PackageName(string normalized) => _normalized = normalized;

    /// <summary>The name of these characters in any spelling; false if they are no valid name.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out PackageName? name)
    {
        name = null;
        var buffer = text.Length <= UsualLength ? stackalloc char[UsualLength] : new char[text.Length];
        if (!NameNormalization.TryNormalize(text, buffer, out int length))
            return false;
        ReadOnlySpan<char> normalized = buffer[..length];
        if (!Known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(normalized, out name))
            name = Known.GetOrAdd(normalized.ToString(), static text => new PackageName(text));
        return true;
    }

    /// <summary>The name that a user gave.</summary>
    public static PackageName Parse(string text) => TryParse(text, out var name)
        ? name
        : throw new UserErrorException($"`{text}` is not a package name: {NameNormalization.Rule}") { IsUsage = true };

    /// <summary>The name as wheels and <c>.dist-info</c> folders write it: <c>_</c> for <c>-</c>.</summary>
    public string ToEscapedString() => _normalized.Replace('-', '_');

    /// <inheritdoc/>
    public int CompareTo(PackageName? other) => string.CompareOrdinal(_normalized, other?._normalized);

    /// <summary>The normalised name.</summary>
    public override string ToString() => _normalized;

    /// <summary>Before in the alphabet.</summary>
    public static bool operator <(PackageName left, PackageName right) => left.CompareTo(right) < 0;

    /// <summary>Behind in the alphabet.</summary>
    public static bool operator >(PackageName left, PackageName right) => left.CompareTo(right) > 0;

    /// <summary>Before in the alphabet, or the same.</summary>
    public static bool operator <=(PackageName left, PackageName right) => left.CompareTo(right) <= 0;

    /// <summary>Behind in the alphabet, or the same.</summary>
    public static bool operator >=(PackageName left, PackageName right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>Same name.</summary>
    public static bool operator ==(PackageName? left, PackageName? right) => ReferenceEquals(left, right);

    /// <summary>Other name.</summary>
    public static bool operator !=(PackageName? left, PackageName? right) => !ReferenceEquals(left, right);
}
