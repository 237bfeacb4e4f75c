using Kiln.Engine.Versions;

namespace Kiln.Engine.Requirements;

/// <summary>
/// A variable compared with a text, <c>python_version &gt;= "3.8"</c>. Versions are compared as versions where both sides are, by
/// the rules of specifiers; all else as text, of which <c>&lt;</c> and <c>&gt;</c> never hold.
/// </summary>
public sealed class MarkerComparison : Marker
{
    private readonly VersionSpecifier? _specifier;

    internal MarkerComparison(MarkerVariable variable, MarkerOperator comparison, string value, bool isReversed)
    {
        Variable = variable;
        Operator = comparison;
        Value = variable >= MarkerVariable.Extra && ExtraName.TryParse(value, out var extra) ? extra.ToString() : value;
        IsReversed = isReversed;
        _specifier = IsVersion && !isReversed ? SpecifierOf(value) : null;
    }

    /// <summary>The variable.</summary>
    public MarkerVariable Variable { get; }

    /// <summary>How they are compared, in the order in which they stand.</summary>
    public MarkerOperator Operator { get; }

    /// <summary>The text, without quotes; normalised where it names an extra.</summary>
    public string Value { get; }

    /// <summary>True if the text stands on the left, as in <c>"linux" in sys_platform</c>.</summary>
    public bool IsReversed { get; }

    /// <summary>True for variables that hold names: only <c>in</c> and <c>not in</c> are asked of them, the name on the left.</summary>
    internal static bool IsSet(MarkerVariable variable) => variable is MarkerVariable.Extras or MarkerVariable.DependencyGroups;

    private bool IsVersion => Variable is MarkerVariable.ImplementationVersion or MarkerVariable.PlatformRelease
        or MarkerVariable.PythonFullVersion or MarkerVariable.PythonVersion;

    private bool IsNegative => Operator is MarkerOperator.NotEqual or MarkerOperator.NotIn;

    /// <inheritdoc/>
    public override bool Evaluate(MarkerValues values, IReadOnlyList<ExtraName> extras)
    {
        if (Variable == MarkerVariable.Extra)
            return EvaluateExtra(extras);
        if (IsSet(Variable))
            return values.Names(Variable).Contains(Value) != IsNegative;
        if (_specifier is not null)
            return Matches(_specifier, values.Text(Variable), values.Version(Variable));
        string actual = values.Text(Variable);
        if (IsVersion && IsReversed && SpecifierOf(actual) is { } specifier)
            return Matches(specifier, Value, PyVersion.TryParse(Value, out var version, out _) ? version : null);
        return CompareText(actual);
    }

    /// <summary>The comparison as it would be written.</summary>
    public override string ToString()
    {
        char quote = Value.Contains('"') ? '\'' : '"';
        string text = $"{quote}{Value}{quote}", variable = MarkerWords.Variables[(int)Variable], comparison = MarkerWords.Operators[(int)Operator];
        return IsReversed ? $"{text} {comparison} {variable}" : $"{variable} {comparison} {text}";
    }

    /// <summary>
    /// Of several extras one must be named, and none must be excluded; without extras the variable is empty, as in packaging.
    /// </summary>
    private bool EvaluateExtra(IReadOnlyList<ExtraName> extras)
    {
        if (extras.Count == 0)
            return CompareText("");
        for (int i = 0; i < extras.Count; i++)
        {
            if (CompareText(extras[i].ToString()) != IsNegative)
                return !IsNegative;
        }
        return IsNegative;
    }

    private VersionSpecifier? SpecifierOf(string right)
    {
        bool isSpecifier = Operator is not (MarkerOperator.In or MarkerOperator.NotIn);
        string text = MarkerWords.Operators[(int)Operator] + right;
        return isSpecifier && VersionSpecifier.TryParse(text, out var specifier, out _) ? specifier : null;
    }

    private static bool Matches(VersionSpecifier specifier, string text, PyVersion? version)
    {
        if (specifier.SameText is not null)
            return specifier.SameText.Equals(text, StringComparison.OrdinalIgnoreCase);
        return version is not null && specifier.Contains(version);
    }

    private bool CompareText(string actual)
    {
        var (left, right) = IsReversed ? (Value, actual) : (actual, Value);
        return Operator switch
        {
            MarkerOperator.SameText or MarkerOperator.Equal or MarkerOperator.LessOrEqual or MarkerOperator.GreaterOrEqual => left == right,
            MarkerOperator.NotEqual => left != right,
            MarkerOperator.In => right.Contains(left, StringComparison.Ordinal),
            MarkerOperator.NotIn => !right.Contains(left, StringComparison.Ordinal),
            _ => false,
        };
    }
}
