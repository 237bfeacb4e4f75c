using FsCheck;
using FsCheck.Fluent;
using Kiln.Engine.Requirements;

namespace Kiln.Engine.Tests.Requirements;

/// <summary>A generator of environment markers.</summary>
internal static class MarkerText
{
    private static readonly Gen<string> Value = Gen.Elements(
        "3", "3.8", "3.12", "3.10.0rc2", "3.12.1", "3.12.*", "3.1", "7.3.11", "posix", "linux", "Linux", "darwin", "cpython", "PyPy", "x86_64 arm64",
        "6.1.0-13-amd64", "23.1.0", "23", "", "3.7 3.8 3.12", "in");

    private static readonly Gen<string> Comparison =
        Gen.Elements("==", "!=", "<=", ">=", "<", ">", "~=", " in ", " not in ", "==", "!=");

    private static readonly Gen<string> Single =
        from variable in Gen.Elements((string[])[.. VariableNames, "extra", "os.name", "python_implementation"])
        from comparison in Comparison
        from value in Value
        from isReversed in Gen.Elements(true, false, false)
        select isReversed ? $"'{value}'{comparison}{variable}" : $"{variable}{comparison}\"{value}\"";

    /// <summary>All variables but <c>extra</c>.</summary>
    public static IEnumerable<MarkerVariable> Variables => Enum.GetValues<MarkerVariable>().Where(each => each < MarkerVariable.Extra);

    /// <summary>Their names.</summary>
    public static string[] VariableNames =>
    [
        "implementation_name", "implementation_version", "os_name", "platform_machine", "platform_python_implementation", "platform_release",
        "platform_system", "platform_version", "python_full_version", "python_version", "sys_platform",
    ];

    /// <summary>A sample of the same size and content at each run.</summary>
    public static string[] Sample(int count) => [.. Nested(2).Sample(count, new Rnd(17), 50)];

    private static Gen<string> Nested(int depth)
    {
        if (depth == 0)
            return Single;
        var inner = Nested(depth - 1);
        return Gen.OneOf(
            Single,
            from left in inner from word in Gen.Elements("and", "or") from right in inner select $"{left} {word} {right}",
            from left in inner from word in Gen.Elements("and", "or") from right in inner select $"({left}) {word} ({right})");
    }
}
