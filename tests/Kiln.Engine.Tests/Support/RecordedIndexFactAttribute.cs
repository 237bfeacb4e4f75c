namespace Kiln.Engine.Tests.Support;

/// <summary>A fact about what is published: skipped, visibly, where the recorded index, packaging or an interpreter is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordedIndexFactAttribute : FactAttribute
{
    public RecordedIndexFactAttribute()
    {
        if (RecordedIndex.Archive is null)
            Skip = "no recorded index in ../shared/index";
        else if (Pythons.Supported.Count == 0)
            Skip = "no Python 3.8 or newer found (set KILN_TEST_PYTHONS)";
    }
}
