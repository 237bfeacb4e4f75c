namespace Kiln.Engine.Requirements;

/// <summary>The words of environment markers.</summary>
internal static class MarkerWords
{
    /// <summary>The variables, by their number.</summary>
    public static readonly string[] Variables =
    [
        "implementation_name",
        "implementation_version",
        "os_name",
        "platform_machine",
        "platform_python_implementation",
        "platform_release",
        "platform_system",
        "platform_version",
        "python_full_version",
        "python_version",
        "sys_platform",
        "extra",
        "extras",
        "dependency_groups",
    ];

    /// <summary>The operators, by their number; <c>not in</c> may have any blanks inside.</summary>
    public static readonly string[] Operators = ["===", "==", "!=", "~=", "<=", ">=", "<", ">", "in", "not in"];

    // PEP 345 and setuptools wrote them so; packaging and pip read them still.
    private static readonly (string Word, MarkerVariable Variable)[] OldVariables =
    [
        ("os.name", MarkerVariable.OsName),
        ("sys.platform", MarkerVariable.SystemPlatform),
        ("platform.version", MarkerVariable.PlatformVersion),
        ("platform.machine", MarkerVariable.PlatformMachine),
        ("platform.python_implementation", MarkerVariable.PlatformPythonImplementation),
        ("python_implementation", MarkerVariable.PlatformPythonImplementation),
    ];

    /// <summary>The variable of this name; false if there is none.</summary>
    public static bool TryFindVariable(ReadOnlySpan<char> word, out MarkerVariable variable)
    {
        for (variable = 0; (int)variable < Variables.Length; variable++)
        {
            if (word.SequenceEqual(Variables[(int)variable]))
                return true;
        }
        foreach (var (old, itsVariable) in OldVariables)
        {
            if (!word.SequenceEqual(old))
                continue;
            variable = itsVariable;
            return true;
        }
        return false;
    }
}
