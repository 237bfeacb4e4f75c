using Kiln.Engine.Io;

namespace Kiln.Engine.Tests.Support;

/// <summary>A fact that needs the system's libzstd: skipped, visibly, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ZstandardFactAttribute : FactAttribute
{
    public ZstandardFactAttribute() => Skip = ZstandardLibrary.System is null ? $"needs {ZstandardLibrary.Name}" : null;
}
