using Kiln.Tests.Managed;

namespace Kiln.Tests.Support;

/// <summary>A fact that needs CPythons that can be packed as python-build-standalone packs them: skipped, visibly, where there are too few.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CPythonsFactAttribute : FactAttribute
{
    public CPythonsFactAttribute(int count = 1)
    {
        if (PackedPythons.Executables.Count < count)
            Skip = $"needs python: {count} CPython with `lib/python3.x` beside `bin` (set KILN_TEST_PYTHONS)";
    }
}
