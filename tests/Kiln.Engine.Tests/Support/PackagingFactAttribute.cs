namespace Kiln.Engine.Tests.Support;

/// <summary>A fact that compares with the packaging library: skipped, visibly, where it or an interpreter for it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PackagingFactAttribute : FactAttribute
{
    public PackagingFactAttribute()
    {
        if (Packaging.Wheel is null)
            Skip = "no packaging-*.whl in ../shared/peers";
        else if (Pythons.Supported.Count == 0)
            Skip = "no Python 3.8 or newer found (set KILN_TEST_PYTHONS)";
    }
}
