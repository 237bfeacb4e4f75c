namespace Kiln.Engine.Interpreters;

/// <summary>
/// Builds of managed Pythons that the user holds fast: <c>KILN_PYTHON_CPYTHON_BUILD</c> or <c>UV_PYTHON_CPYTHON_BUILD</c>, <c>…_PYPY_BUILD</c>,
/// <c>…_GRAALPY_BUILD</c>, <c>…_PYODIDE_BUILD</c>. python-build-standalone's builds are dates, those of the others their own versions.
/// </summary>
public sealed class BuildPins(Surroundings surroundings)
{
    /// <summary>The build that an implementation is held to, and the variable that says so; null for none.</summary>
    public (string Variable, string Build)? Of(string implementation)
    {
        foreach (string prefix in (string[])["KILN", "UV"])
        {
            string variable = $"{prefix}_PYTHON_{implementation.ToUpperInvariant()}_BUILD";
            if (surroundings.Variable(variable)?.Trim() is { Length: > 0 } build)
                return (variable, build);
        }
        return null;
    }
}
