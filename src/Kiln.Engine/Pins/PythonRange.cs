using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Pins;

/// <summary>The versions of Python that a comparison admits, as full versions: <c>python_version</c> knows only two numbers of them.</summary>
internal static class PythonRange
{
    /// <summary>The range; null for other comparisons, and those that are no range.</summary>
    public static VersionRange? Of(MarkerComparison comparison)
    {
        if (comparison.IsReversed || comparison.Variable is not (MarkerVariable.PythonVersion or MarkerVariable.PythonFullVersion))
            return null;
        string text = comparison.Value;
        bool isMinor = comparison.Variable == MarkerVariable.PythonVersion && !text.EndsWith(".*", StringComparison.Ordinal);
        string? specifier = (isMinor ? MinorOperator(comparison.Operator) : null) ?? MarkerWords.Operators[(int)comparison.Operator];
        if (comparison.Operator is MarkerOperator.In or MarkerOperator.NotIn or MarkerOperator.SameText)
            return null;
        if (isMinor && comparison.Operator is MarkerOperator.Equal or MarkerOperator.NotEqual)
            text += ".*";
        if (isMinor && comparison.Operator is MarkerOperator.Greater or MarkerOperator.LessOrEqual)
            text = Next(text) ?? text;
        return VersionSpecifiers.TryParse(specifier + text, out var specifiers, out _) ? specifiers.Range : null;
    }

    /// <summary>Later than 3.8.anything is 3.9 and up.</summary>
    private static string? MinorOperator(MarkerOperator comparison) => comparison switch
    {
        MarkerOperator.Greater => ">=",
        MarkerOperator.LessOrEqual => "<",
        _ => null,
    };

    private static string? Next(string minor) =>
        PyVersion.TryParse(minor, out var version, out _) && version.ReleaseLength <= 2 ? $"{version.ReleaseAt(0)}.{version.ReleaseAt(1) + 1}" : null;
}
