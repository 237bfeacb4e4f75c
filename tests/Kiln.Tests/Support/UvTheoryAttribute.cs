namespace Kiln.Tests.Support;

/// <summary>A theory that compares with the real uv: skipped, visibly, where that, the real wheels or Python 3.12 are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UvTheoryAttribute : TheoryAttribute
{
    public UvTheoryAttribute() => Skip = Missing;

    /// <summary>What is not there; null if all is.</summary>
    public static string? Missing
    {
        get
        {
            if (Kiln.Engine.Tests.Support.Uv.Executable is null)
                return "needs uv: neither KILN_TEST_UV nor shared/peers has it";
            if (UvRun.SharedFolder("corpus", "seed") is null)
                return "needs shared: the wheels of corpus/seed";
            return Python312.Executable is null ? "needs python3.12: neither KILN_TEST_PYTHONS nor pyenv has it" : null;
        }
    }
}
