namespace Kiln.Engine.Tests.Support;

/// <summary>A fact that needs some interpreter: skipped, visibly, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (Pythons.Supported.Count == 0)
            Skip = "needs python: none from 3.8 on was found (set KILN_TEST_PYTHONS)";
    }
}
