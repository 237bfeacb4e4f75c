namespace Kiln.Compiler.Tests.Support;

/// <summary>A test that asks the parser of CPython 3.13: skipped, visibly, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class JudgeFactAttribute : FactAttribute
{
    public JudgeFactAttribute()
    {
        if (!SyntaxJudge.Pythons.Any())
            Skip = "needs python3.13: none was found (set KILN_TEST_PYTHONS)";
    }
}
