namespace Kiln.Engine.Tests.Support;

/// <summary>A theory that compares with the packaging library: skipped, visibly, where it or an interpreter for it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PackagingTheoryAttribute : TheoryAttribute
{
    public PackagingTheoryAttribute()
    {
        if (Packaging.Wheel is null)
            Skip = "no packaging-*.whl in ../shared/peers";
        else if (Pythons.Supported.Count == 0)
            Skip = "no Python 3.8 or newer found (set KILN_TEST_PYTHONS)";
    }
}
