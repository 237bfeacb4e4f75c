using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;

namespace Kiln.Engine.Pins;

/// <summary>The environment that pins are known to be good for, as far as some requirement asks for it (<c>--emit-marker-expression</c>).</summary>
public static class ValidMarkers
{
    /// <summary>The marker; null if no requirement asks for anything.</summary>
    public static string? Of(IEnumerable<Requirement> direct, IReadOnlyList<ChosenPackage> packages, MarkerValues values)
    {
        var variables = packages.SelectMany(package => package.Stated).Concat(direct).SelectMany(requirement => VariablesIn(requirement.Marker))
            .Select(variable => variable == MarkerVariable.PythonVersion ? MarkerVariable.PythonFullVersion : variable).Distinct()
            .OrderBy(variable => variable is MarkerVariable.ImplementationVersion or MarkerVariable.PythonFullVersion ? 0 : 1).ThenBy(variable => variable);
        string text = string.Join(" and ", variables.Select(variable => $"{MarkerWords.Variables[(int)variable]} == '{TextOf(variable, values)}'"));
        return text.Length == 0 ? null : text;
    }

    /// <summary>Versions without zeros at their end, as uv has them.</summary>
    private static string TextOf(MarkerVariable variable, MarkerValues values)
    {
        string text = values.Text(variable);
        while (values.Version(variable) is not null && text.EndsWith(".0", StringComparison.Ordinal))
            text = text[..^2];
        return text;
    }

    private static IEnumerable<MarkerVariable> VariablesIn(Marker? marker) => marker switch
    {
        MarkerGroup group => group.Members.SelectMany(VariablesIn),
        MarkerComparison { Variable: not MarkerVariable.Extra } comparison => [PinTerm.Of(comparison).Variable],
        _ => [],
    };
}
