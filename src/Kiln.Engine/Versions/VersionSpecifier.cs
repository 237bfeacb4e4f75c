using System.Diagnostics.CodeAnalysis;

namespace Kiln.Engine.Versions;

/// <summary>
/// One clause of a version requirement, <c>&gt;=1.2</c>
/// (https://packaging.python.org/en/latest/specifications/version-specifiers/#version-specifiers).
/// </summary>
public sealed class VersionSpecifier : IEquatable<VersionSpecifier>
{
    internal VersionSpecifier(VersionOperator comparison, PyVersion version)
    {
        Operator = comparison;
        Version = version;
        Range = VersionRange.Matching(comparison, version);
    }

    /// <summary>The clause <c>=== text</c>.</summary>
    internal VersionSpecifier(string sameText)
    {
        Operator = VersionOperator.SameText;
        SameText = sameText;
        Version = PyVersion.TryParse(sameText, out var version, out _) ? version : null;
        Range = version is null ? VersionRange.Empty : VersionRange.Exactly(version);
    }

    /// <summary>How it compares.</summary>
    public VersionOperator Operator { get; }

    /// <summary>What it compares with; null for <c>===</c> with a text that is no version.</summary>
    public PyVersion? Version { get; }

    /// <summary>The text behind <c>===</c>; null for the other operators.</summary>
    public string? SameText { get; }

    /// <summary>The versions that it admits. For <c>===</c> those equal to its version, of which it admits only those written the same.</summary>
    public VersionRange Range { get; }

    /// <summary>True if its version is a pre-release, so that it asks for pre-releases; excluding one asks for none.</summary>
    public bool NamesPreRelease => Version is { IsPreRelease: true } && Operator != VersionOperator.NotEqual;

    /// <summary>
    /// True if the clause admits this version; whether pre-releases are wanted is another question (<see cref="VersionSpecifiers.Filter"/>).
    /// </summary>
    public bool Contains(PyVersion version) =>
        SameText is null ? Range.Contains(version) : SameText.Equals(version.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one clause; blanks around it are allowed.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out VersionSpecifier? specifier, [NotNullWhen(false)] out SyntaxFault? fault)
    {
        var cursor = new TextCursor(text);
        cursor.SkipSpace();
        if (SpecifierParser.Read(ref cursor, out specifier))
        {
            cursor.SkipSpace();
            if (!cursor.IsAtEnd)
                cursor.Fail($"expected the end of the version specifier, found {cursor.Found()}");
        }
        fault = cursor.Fault;
        if (fault is not null)
            specifier = null;
        return specifier is not null;
    }

    /// <summary>The clause without blanks, its version normalised.</summary>
    public override string ToString() => Operator switch
    {
        VersionOperator.Equal => $"=={Version}",
        VersionOperator.EqualPrefix => $"=={Version}.*",
        VersionOperator.NotEqual => $"!={Version}",
        VersionOperator.NotEqualPrefix => $"!={Version}.*",
        VersionOperator.Compatible => $"~={Version}",
        VersionOperator.Less => $"<{Version}",
        VersionOperator.LessOrEqual => $"<={Version}",
        VersionOperator.Greater => $">{Version}",
        VersionOperator.GreaterOrEqual => $">={Version}",
        _ => $"==={SameText}",
    };

    /// <inheritdoc/>
    public bool Equals(VersionSpecifier? other) => other is not null && Operator == other.Operator && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VersionSpecifier);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
