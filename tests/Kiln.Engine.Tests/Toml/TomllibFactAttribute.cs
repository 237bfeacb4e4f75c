using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Toml;

/// <summary>A fact that needs Python's reader of TOML 1.0: that of 3.11 to 3.14, before it learnt 1.1.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TomllibFactAttribute : FactAttribute
{
    public TomllibFactAttribute()
    {
        if (Executable is null)
            Skip = "needs python: none from 3.11 to 3.14 was found (set KILN_TEST_PYTHONS)";
    }

    /// <summary>The interpreter; null where there is none.</summary>
    public static string? Executable { get; } = Pythons.Supported.FirstOrDefault(HasReader);

    private static bool HasReader(string executable) =>
        Pythons.Run(FsPath.From(executable), "import sys; print((3, 11) <= sys.version_info[:2] < (3, 15))") == "True";
}
