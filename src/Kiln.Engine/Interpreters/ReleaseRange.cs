using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Kiln.Engine.Interpreters;

/// <summary>
/// Versions of Python that a user asks for: <c>3.12</c> (any of its micro versions), <c>3.12.1</c>, <c>&gt;=3.10,&lt;3.13</c>.
/// Numbers of releases only; a prerelease counts as the release that it precedes.
/// </summary>
public sealed record ReleaseRange
{
    private static readonly string[] Operators = ["===", "==", "!=", ">=", "<=", "~=", ">", "<"];

    private readonly List<(string Operator, int[] Release)> _clauses = [];

    private ReleaseRange(string text) => Text = text;

    /// <summary>The range as it was written.</summary>
    public string Text { get; }

    /// <summary>The only minor version that can be in the range, where it was written so: 3.12 and 3.12.1 have one, 3 and &gt;=3.12 do not.</summary>
    public (int Major, int Minor)? Minor =>
        _clauses is [("=", { Length: >= 2 } release)] ? (release[0], release[1]) : null;

    /// <summary>Numbers of the release that was written without an operator: 2 of 3.12, 3 of 3.12.1; 0 for ranges.</summary>
    public int Precision => _clauses is [("=", var release)] ? release.Length : 0;

    /// <summary>Parses one or more clauses, with commas between; false if the text is no range.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ReleaseRange? range)
    {
        range = new ReleaseRange(text.Trim());
        foreach (string clause in text.Split(','))
        {
            if (!range.TryAdd(clause.Trim()))
            {
                range = null;
                return false;
            }
        }
        return true;
    }

    /// <summary>True if a version is in the range.</summary>
    public bool Contains(PythonVersion version)
    {
        int[] release = [version.Major, version.Minor, version.Micro];
        return _clauses.All(clause => IsMet(clause.Operator, clause.Release, release));
    }

    /// <summary>The range as it was written.</summary>
    public override string ToString() => Text;

    private bool TryAdd(string clause)
    {
        string prefix = Operators.FirstOrDefault(each => clause.StartsWith(each, StringComparison.Ordinal)) ?? "";
        string number = clause[prefix.Length..].Trim();
        bool isPrefix = number.EndsWith(".*", StringComparison.Ordinal);
        if (isPrefix && prefix is not ("==" or "!=" or ""))
            return false;
        if (!TryParseRelease(isPrefix ? number[..^2] : number, hasOperator: prefix.Length > 0, out var release) || (prefix == "~=" && release.Length < 2))
            return false;
        _clauses.Add((isPrefix || prefix.Length == 0 ? (prefix == "!=" ? "!" : "=") : prefix, release));
        return true;
    }

    /// <summary><c>N(.N(.N))</c>; without an operator also <c>312</c> for 3.12, as uv takes it.</summary>
    private static bool TryParseRelease(string text, bool hasOperator, out int[] release)
    {
        if (!hasOperator && text.Length is > 1 and < 4 && text.All(char.IsAsciiDigit))
            text = $"{text[0]}.{text[1..]}";
        var parts = text.Split('.');
        release = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out release[i]))
                return false;
        }
        return parts.Length <= 3;
    }

    /// <summary>PEP 440's operators on numbers; <c>=</c> and <c>!</c> are <c>==</c> and <c>!=</c> with <c>.*</c>.</summary>
    private static bool IsMet(string comparison, int[] wanted, int[] version)
    {
        int order = Compare(version, wanted);
        return comparison switch
        {
            "=" => version.AsSpan().StartsWith(wanted),
            "!" => !version.AsSpan().StartsWith(wanted),
            "==" or "===" => order == 0,
            "!=" => order != 0,
            ">=" => order >= 0,
            "<=" => order <= 0,
            ">" => order > 0,
            "<" => order < 0,
            _ => order >= 0 && version.AsSpan().StartsWith(wanted.AsSpan(0, wanted.Length - 1)),
        };
    }

    private static int Compare(int[] version, int[] wanted)
    {
        for (int i = 0; i < version.Length; i++)
        {
            int order = version[i].CompareTo(i < wanted.Length ? wanted[i] : 0);
            if (order != 0)
                return order;
        }
        return 0;
    }
}
