namespace Kiln.Tests.Support;

/// <summary>A test of what only Unix has; elsewhere skipped, visibly.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "needs unix: this machine runs Windows";
    }
}
