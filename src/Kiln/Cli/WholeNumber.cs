using System.Globalization;

namespace Kiln.Cli;

/// <summary>Reads the numbers of options and environment variables.</summary>
internal static class WholeNumber
{
    /// <summary>A number not below <paramref name="lowest"/>; an error that says so if it is none.</summary>
    public static int Parse(string text, string source, int lowest)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= lowest)
            return number;
        throw InvalidValue.Error(text, source, $"it is a whole number, {lowest} or more");
    }
}
