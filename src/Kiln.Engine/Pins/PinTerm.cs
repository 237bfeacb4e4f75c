using Kiln.Engine.Requirements;

namespace Kiln.Engine.Pins;

/// <summary>A comparison of a variable with a text, of those that <see cref="PinClause"/> joins; all but the version of Python.</summary>
internal sealed record PinTerm(MarkerVariable Variable, MarkerOperator Operator, string Value, bool IsReversed) : IComparable<PinTerm>
{
    // What says the same of sys_platform; FreeBSD and the like have their release in that.
    private static readonly Dictionary<string, string> SystemPlatforms = new()
    {
        ["Windows"] = "win32",
        ["Darwin"] = "darwin",
        ["Linux"] = "linux",
        ["AIX"] = "aix",
        ["Emscripten"] = "emscripten",
        ["Android"] = "android",
    };

    /// <summary>The term of a comparison; those of <c>platform_system</c> as <c>sys_platform</c>, where both are the same, as uv has it.</summary>
    public static PinTerm Of(MarkerComparison comparison)
    {
        bool isSystem = comparison.Variable == MarkerVariable.PlatformSystem;
        return isSystem && SystemPlatforms.TryGetValue(comparison.Value, out string? platform)
            ? new PinTerm(MarkerVariable.SystemPlatform, comparison.Operator, platform, comparison.IsReversed)
            : new PinTerm(comparison.Variable, comparison.Operator, comparison.Value, comparison.IsReversed);
    }

    /// <summary>The order of uv: by the variable's name, then by operator and text.</summary>
    public int CompareTo(PinTerm? other)
    {
        if (other is null)
            return 1;
        int order = (Variable, Operator, IsReversed).CompareTo((other.Variable, other.Operator, other.IsReversed));
        return order != 0 ? order : string.CompareOrdinal(Value, other.Value);
    }

    /// <summary>True if this one cannot hold without the other: <c>x == 'a'</c> implies <c>x != 'b'</c>.</summary>
    public bool Implies(PinTerm other) =>
        this == other || (Variable == other.Variable && Operator == MarkerOperator.Equal && other.Operator == MarkerOperator.NotEqual && Value != other.Value);

    /// <inheritdoc/>
    public override string ToString()
    {
        string variable = MarkerWords.Variables[(int)Variable], comparison = MarkerWords.Operators[(int)Operator], text = $"'{Value}'";
        return IsReversed ? $"{text} {comparison} {variable}" : $"{variable} {comparison} {text}";
    }
}
