using System.Text.Json;

namespace Kiln.Terminal;

/// <summary>Names of our enums as they stand in reports: <c>SyntaxError</c> is <c>syntax-error</c>.</summary>
internal static class Kebab
{
    /// <summary>The name of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
