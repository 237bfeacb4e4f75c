namespace Kiln.Engine.Tests.Support;

/// <summary>A fact that needs the real uv and a Python: skipped, visibly, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UvFactAttribute : FactAttribute
{
    public UvFactAttribute()
    {
        if (Uv.Executable is null)
            Skip = "needs uv: neither KILN_TEST_UV nor shared/peers has it";
        else if (Pythons.Supported.Count == 0)
            Skip = "needs python: none from 3.8 on was found (set KILN_TEST_PYTHONS)";
    }
}
