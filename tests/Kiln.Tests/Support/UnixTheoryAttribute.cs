namespace Kiln.Tests.Support;

/// <summary>A theory about what only Unix has; elsewhere skipped, visibly.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "needs unix: this machine runs Windows";
    }
}
