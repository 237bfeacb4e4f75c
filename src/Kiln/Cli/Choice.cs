using System.Diagnostics.CodeAnalysis;
using Kiln.Engine.Configuration;

namespace Kiln.Cli;

/// <summary>The few values that an option or variable can have, with their names.</summary>
internal sealed class Choice<T>(params (string Name, T Value)[] values)
{
    /// <summary>The names in order, for completion.</summary>
    public string[] Names => [.. values.Select(static value => value.Name)];

    /// <summary>The names as help shows them: "auto|always|never".</summary>
    public string HelpName => string.Join('|', Names);

    /// <summary>The value of a name, in any case; an error that names all of them if there is none such.</summary>
    public T Parse(string text, string source) =>
        TryParse(text, out var value) ? value : throw InvalidValue.Error(text, source, $"it is one of {InvalidValue.List(Names)}");

    /// <summary>The value that a configuration file names; an error that says where it stands if there is none such.</summary>
    public T Parse(SettingValue setting) =>
        TryParse(setting.ToText(), out var value) ? value : throw setting.Error($"one of {InvalidValue.List(Names)}");

    private bool TryParse(string text, [MaybeNullWhen(false)] out T found)
    {
        foreach (var (name, value) in values)
        {
            found = value;
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        found = default;
        return false;
    }
}
