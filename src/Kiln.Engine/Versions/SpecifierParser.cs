using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Kiln.Engine.Versions;

/// <summary>
/// Reads version specifiers (PEP 440, "Version specifiers"):
/// <code>
/// specifiers = (specifier (space? "," space? specifier)* ","?)?
/// specifier  = ("==" | "!=") space? version ".*"?
///            | ("~=" | "&lt;=" | "&gt;=" | "&lt;" | "&gt;") space? version
///            | "===" space? any character but space , ; )
/// </code>
/// A comma at the end is not in the standard; packaging and published metadata have it.
/// </summary>
internal static class SpecifierParser
{
    private static readonly SearchValues<char> EndOfText = SearchValues.Create(" \t\r\n,;)");

    // The longer of two operators that begin alike stands first.
    private static readonly (string Text, VersionOperator Operator)[] Operators =
    [
        ("===", VersionOperator.SameText),
        ("==", VersionOperator.Equal),
        ("!=", VersionOperator.NotEqual),
        ("~=", VersionOperator.Compatible),
        ("<=", VersionOperator.LessOrEqual),
        (">=", VersionOperator.GreaterOrEqual),
        ("<", VersionOperator.Less),
        (">", VersionOperator.Greater),
    ];

    /// <summary>True where a character begins an operator.</summary>
    public static bool IsOperatorStart(char value) => value is '=' or '!' or '~' or '<' or '>';

    /// <summary><c>specifiers</c>; stops where it cannot go on.</summary>
    public static bool ReadMany(ref TextCursor cursor, [NotNullWhen(true)] out VersionSpecifiers? specifiers)
    {
        specifiers = null;
        var clauses = new List<VersionSpecifier>();
        while (IsOperatorStart(cursor.Current))
        {
            if (!Read(ref cursor, out var clause))
                return false;
            clauses.Add(clause);
            cursor.SkipSpace();
            if (!cursor.TryTake(','))
                break;
            cursor.SkipSpace();
        }
        specifiers = clauses.Count == 0 ? VersionSpecifiers.Any : new VersionSpecifiers([.. clauses]);
        return true;
    }

    /// <summary><c>specifier</c></summary>
    public static bool Read(ref TextCursor cursor, [NotNullWhen(true)] out VersionSpecifier? specifier)
    {
        specifier = null;
        int start = cursor.Position;
        if (!ReadOperator(ref cursor, out string text, out var comparison))
            return cursor.Fail($"expected a comparison (`==`, `!=`, `>=`, `<=`, `>`, `<`, `~=`, `===`), found {cursor.Found()}");
        cursor.SkipSpace();
        if (comparison == VersionOperator.SameText)
        {
            specifier = new VersionSpecifier(cursor.TakeUntil(EndOfText).ToString());
            return true;
        }
        if (!VersionParser.Read(ref cursor, out var version))
            return false;
        bool isPrefix = cursor.TryTake(".*");
        if (WhyNot(text, comparison, version, isPrefix) is { } reason)
            return cursor.Fail(reason, start);
        specifier = new VersionSpecifier(isPrefix ? PrefixForm(comparison) : comparison, version);
        return true;
    }

    private static bool ReadOperator(ref TextCursor cursor, out string text, out VersionOperator comparison)
    {
        int found = 0;
        while (found < Operators.Length && !cursor.TryTake(Operators[found].Text))
            found++;
        (text, comparison) = found < Operators.Length ? Operators[found] : ("", default);
        return found < Operators.Length;
    }

    private static string? WhyNot(string text, VersionOperator comparison, PyVersion version, bool isPrefix)
    {
        bool isEquality = comparison is VersionOperator.Equal or VersionOperator.NotEqual;
        if (isPrefix && !isEquality)
            return $"`.*` goes with `==` and `!=` only, not with `{text}`";
        if (isPrefix && (version.IsPreRelease || version.Post is not null || version.IsLocal))
            return "`.*` goes behind a release only: no pre-release, post-release, development or local part";
        if (version.IsLocal && !isEquality)
            return $"a local version (`+{version.Local}`) goes with `==` and `!=` only, not with `{text}`";
        return comparison == VersionOperator.Compatible && version.ReleaseLength < 2
            ? $"`~=` needs at least two release numbers, as in `~={version.ReleaseAt(0)}.0`"
            : null;
    }

    private static VersionOperator PrefixForm(VersionOperator equality) =>
        equality == VersionOperator.Equal ? VersionOperator.EqualPrefix : VersionOperator.NotEqualPrefix;
}
