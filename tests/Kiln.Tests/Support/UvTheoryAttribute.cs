namespace Kiln.Tests.Support;

/// <summary>A theory that compares with the real uv: skipped, visibly, where that, the real wheels or Python 3.12 are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UvTheoryAttribute : TheoryAttribute
{
    public UvTheoryAttribute()
    {
        if (Kiln.Engine.Tests.Support.Uv.Executable is null)
            Skip = "needs uv: neither KILN_TEST_UV nor shared/peers has it";
        else if (UvRun.SharedFolder("corpus", "seed") is null)
            Skip = "needs shared: the wheels of corpus/seed";
        else if (Python312.Executable is null)
            Skip = "needs python3.12: neither KILN_TEST_PYTHONS nor pyenv has it";
    }
}
