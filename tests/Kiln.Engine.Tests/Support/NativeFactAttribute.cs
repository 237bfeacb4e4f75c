namespace Kiln.Engine.Tests.Support;

/// <summary>A fact that needs an interpreter for which Kiln compiles by itself: skipped, visibly, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute()
    {
        if (Pythons.Native is null)
            Skip = "needs python3.13: none was found (set KILN_TEST_PYTHONS)";
    }
}
