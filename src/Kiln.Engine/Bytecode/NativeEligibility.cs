using Kiln.Compiler;
using Kiln.Engine.Interpreters;

namespace Kiln.Engine.Bytecode;

/// <summary>Whether the native engine compiles for an interpreter at all, before anything is compiled.</summary>
internal static class NativeEligibility
{
    /// <summary>_PY_LONG_DEFAULT_MAX_STR_DIGITS: where it is another, other sources are rejected.</summary>
    private const int UsualIntMaxDigits = 4300;

    /// <summary>Why it does not, to follow "because"; null if it does.</summary>
    public static string? Obstacle(InterpreterInfo interpreter, IReadOnlyList<string> flags)
    {
        if (!interpreter.IsCPython || !PythonCompiler.Knows(interpreter.Version.Minor))
            return $"it does not know {interpreter.DisplayName}";
        if (interpreter.Version.IsPrerelease)
            return $"{interpreter.DisplayName} is no final release";
        if (interpreter.IsGilDisabled)
            return $"{interpreter.DisplayName} is a build without the global interpreter lock";
        if (interpreter.IsDebugBuild)
            return $"{interpreter.DisplayName} is a debug build";
        if (!interpreter.HasDebugRanges)
            return $"{interpreter.DisplayName} keeps no columns in its code objects";
        if (interpreter.DefaultIntMaxDigits is { } digits && digits != UsualIntMaxDigits)
            return $"{interpreter.DisplayName} has a limit of its own on the digits of numbers";
        return flags.Count > 0 ? $"`-X {flags[0]}` is set" : null;
    }
}
