using Kiln.Engine.Tags;

namespace Kiln.Engine.Tests.Tags;

/// <summary>Interpreters to make tags for.</summary>
internal static class TagSources
{
    /// <summary>CPython 3.12 on Debian 12.</summary>
    public static PlatformTagSource Linux { get; } = new()
    {
        Implementation = "cpython",
        Major = 3,
        Minor = 12,
        Soabi = "cpython-312-x86_64-linux-gnu",
        Platform = "linux-x86_64",
        Machine = "x86_64",
        Glibc = new SystemVersion(2, 36),
    };

    /// <summary>CPython 3.12 on Alpine.</summary>
    public static PlatformTagSource Alpine { get; } = Linux with { Glibc = null, Musl = new SystemVersion(1, 2) };

    /// <summary>CPython 3.12 on macOS, for this machine.</summary>
    public static PlatformTagSource Mac(string machine, int major, int minor) =>
        Linux with { Platform = "macosx-11.0-universal2", Machine = machine, Glibc = null, MacOs = new SystemVersion(major, minor) };

    /// <summary>CPython 3.12 on Windows.</summary>
    public static PlatformTagSource Windows { get; } = Linux with { Platform = "win-amd64", Machine = "AMD64", Glibc = null, Soabi = "cp312-win_amd64" };
}
