using System.CommandLine;
using Kiln.Engine.Interpreters;

namespace Kiln.Cli;

/// <summary>The words that say which Pythons outside of environments are taken.</summary>
internal sealed class PythonPreferenceOptionSet(EnvironmentVariables environment)
{
    private static readonly Choice<PythonPreference> Preferences = new(
        ("only-managed", PythonPreference.OnlyManaged), ("managed", PythonPreference.Managed),
        ("system", PythonPreference.System), ("only-system", PythonPreference.OnlySystem));

    private readonly FlagPair _managed = new(
        Words.Flag("Take managed Pythons only [env: KILN_MANAGED_PYTHON]", "--managed-python").EverywhereBelow(),
        Words.Flag("Take no managed Pythons [env: KILN_NO_MANAGED_PYTHON]", "--no-managed-python").EverywhereBelow());
    private readonly Option<string?> _preference = Words.Value("", Preferences.HelpName, "--python-preference").WithValues(Preferences.Names).Unlisted().EverywhereBelow();

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _managed.All, _preference];

    /// <summary>What was asked for: the flags weigh more than the preference, as in uv.</summary>
    public PythonPreference Read(ParseResult result, Settings settings)
    {
        if ((_managed.Read(result) ?? environment.ManagedPython) is { } isManaged)
            return isManaged ? PythonPreference.OnlyManaged : PythonPreference.OnlySystem;
        if (result.GetValue(_preference) is { } option)
            return Preferences.Parse(option, _preference.Name);
        if (environment.PythonPreference is { } variable)
            return Preferences.Parse(variable.Value, variable.Name);
        return settings.PythonPreference is { } setting ? Preferences.Parse(setting) : PythonPreference.Managed;
    }
}
