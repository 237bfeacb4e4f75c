namespace Kiln.Compiler.Pyc;

/// <summary>The spellings of <see cref="InvalidationMode"/> in options and in <c>PYC_INVALIDATION_MODE</c>.</summary>
public static class InvalidationModeName
{
    /// <summary>All names, for help and error texts.</summary>
    public static readonly IReadOnlyList<string> All = ["timestamp", "checked-hash", "unchecked-hash"];

    /// <summary>The name of a mode as options spell it.</summary>
    public static string Of(InvalidationMode mode) => All[(int)mode];

    /// <summary>
    /// Accepts any case, and <c>_</c> for <c>-</c>: <c>compileall</c> takes <c>checked-hash</c>, <c>py_compile</c> <c>CHECKED_HASH</c>.
    /// </summary>
    public static bool TryParse(string text, out InvalidationMode mode)
    {
        string name = text.Replace('_', '-');
        for (int index = 0; index < All.Count; index++)
        {
            if (All[index].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                mode = (InvalidationMode)index;
                return true;
            }
        }

        mode = default;
        return false;
    }
}
