using System.Text;

namespace Kiln.Engine.Versions;

/// <summary>
/// The local part of a version, behind its <c>+</c>, normalised: lower case, dots between the segments, numbers without leading zeros.
/// Numbers may have any length: commit hashes without a letter happen.
/// </summary>
internal sealed class LocalLabel : IComparable<LocalLabel>, IEquatable<LocalLabel>
{
    private readonly string _text;

    /// <summary>The label of valid segments divided by <c>.</c>, <c>-</c> or <c>_</c>.</summary>
    public LocalLabel(ReadOnlySpan<char> text)
    {
        var normalized = new StringBuilder(text.Length);
        foreach (var range in text.SplitAny('.', '-', '_'))
        {
            var segment = text[range];
            if (normalized.Length > 0)
                normalized.Append('.');
            normalized.Append(IsNumber(segment) ? WithoutZeros(segment) : segment);
        }
        _text = normalized.ToString().ToLowerInvariant();
    }

    /// <summary>Segment by segment; a number is later than a word, more segments are later than fewer.</summary>
    public int CompareTo(LocalLabel? other)
    {
        ReadOnlySpan<char> left = _text, right = other is null ? default : other._text;
        while (!left.IsEmpty && !right.IsEmpty)
        {
            int order = CompareSegments(TakeSegment(ref left), TakeSegment(ref right));
            if (order != 0)
                return order;
        }
        return left.Length.CompareTo(right.Length);
    }

    /// <inheritdoc/>
    public bool Equals(LocalLabel? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalLabel);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>As it stands in a normalised version, without the <c>+</c>.</summary>
    public override string ToString() => _text;

    private static int CompareSegments(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        bool isNumber = IsNumber(left);
        if (isNumber != IsNumber(right))
            return isNumber ? 1 : -1;
        return isNumber && left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
    }

    private static ReadOnlySpan<char> TakeSegment(ref ReadOnlySpan<char> text)
    {
        int dot = text.IndexOf('.');
        var segment = dot < 0 ? text : text[..dot];
        text = dot < 0 ? default : text[(dot + 1)..];
        return segment;
    }

    private static bool IsNumber(ReadOnlySpan<char> segment) => !segment.ContainsAnyExceptInRange('0', '9');

    private static ReadOnlySpan<char> WithoutZeros(ReadOnlySpan<char> digits)
    {
        var trimmed = digits.TrimStart('0');
        return trimmed.IsEmpty ? "0" : trimmed;
    }
}
