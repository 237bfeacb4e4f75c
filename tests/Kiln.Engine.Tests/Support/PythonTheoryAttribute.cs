namespace Kiln.Engine.Tests.Support;

/// <summary>A theory over the interpreters of this machine: skipped, visibly, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute()
    {
        if (Pythons.Supported.Count == 0)
            Skip = "needs python: none from 3.8 on was found (set KILN_TEST_PYTHONS)";
    }
}
