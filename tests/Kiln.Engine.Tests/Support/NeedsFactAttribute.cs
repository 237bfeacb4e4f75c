namespace Kiln.Engine.Tests.Support;

/// <summary>A fact that needs an interpreter and, of the machine, a program on PATH or to be root: skipped, visibly, where it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsFactAttribute : FactAttribute
{
    /// <summary><paramref name="needs"/>: names of programs, or "root".</summary>
    public NeedsFactAttribute(params string[] needs)
    {
        string? missing = needs.FirstOrDefault(need => !IsThere(need));
        if (missing is not null)
            Skip = missing == "root" ? "needs root" : $"needs {missing}: it is not on PATH";
        else if (Pythons.Supported.Count == 0)
            Skip = "needs python: none from 3.8 on was found (set KILN_TEST_PYTHONS)";
    }

    private static bool IsThere(string need) => need == "root"
        ? Environment.IsPrivilegedProcess
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, need)));
}
