namespace Kiln.Cli;

/// <summary>The few values that an option or variable can have, with their names.</summary>
internal sealed class Choice<T>(params (string Name, T Value)[] values)
{
    /// <summary>The names in order, for completion.</summary>
    public string[] Names => [.. values.Select(static value => value.Name)];

    /// <summary>The names as help shows them: "auto|always|never".</summary>
    public string HelpName => string.Join('|', Names);

    /// <summary>The value of a name, in any case; an error that names all of them if there is none such.</summary>
    public T Parse(string text, string source)
    {
        foreach (var (name, value) in values)
        {
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        throw InvalidValue.Error(text, source, $"it is one of {InvalidValue.List(Names)}");
    }
}
