namespace Kiln.Engine.Tests.Support;

/// <summary>A theory over the real wheels that compares with Python: skipped, visibly, where they or an interpreter are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute()
    {
        if (Corpus.Wheels("seed").Length == 0)
            Skip = "no wheels in ../shared/corpus";
        else if (Pythons.Supported.Count == 0)
            Skip = "no Python 3.8 or newer found (set KILN_TEST_PYTHONS)";
    }
}
