using Kiln.Engine.Requirements;

namespace Kiln.Engine.Tags;

/// <summary>A platform that packages are chosen for, whatever Kiln itself runs on: what decides about wheels, and the values of markers there.</summary>
public sealed record TargetPlatform
{
    /// <summary>The marker <c>os_name</c>: <c>posix</c>, <c>nt</c>.</summary>
    public string OsName { get; init; } = "posix";

    /// <summary>The marker <c>platform_system</c>: <c>Linux</c>.</summary>
    public required string System { get; init; }

    /// <summary>The marker <c>sys_platform</c>: <c>linux</c>.</summary>
    public required string SystemPlatform { get; init; }

    /// <summary>The marker <c>platform_machine</c>: <c>x86_64</c>.</summary>
    public required string Machine { get; init; }

    /// <summary>The marker <c>platform_release</c>: nobody knows which kernel will run there.</summary>
    public string Release { get; init; } = "";

    /// <summary>The marker <c>platform_version</c>.</summary>
    public string Version { get; init; } = "";

    /// <summary>sysconfig.get_platform() there: <c>linux-x86_64</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The version of glibc; null where there is another C library.</summary>
    public SystemVersion? Glibc { get; init; }

    /// <summary>The version of musl; null where there is another C library.</summary>
    public SystemVersion? Musl { get; init; }

    /// <summary>The version of macOS.</summary>
    public SystemVersion? MacOs { get; init; }

    /// <summary>True for Windows.</summary>
    public bool IsWindows => OsName == "nt";

    /// <summary>The markers of a Python as they would be there.</summary>
    public MarkerEnvironment Apply(MarkerEnvironment markers) => markers with
    {
        OsName = OsName,
        PlatformMachine = Machine,
        PlatformRelease = Release,
        PlatformSystem = System,
        PlatformVersion = Version,
        SystemPlatform = SystemPlatform,
    };

    /// <summary>What decides about wheels for a Python, as it would be there.</summary>
    public PlatformTagSource Apply(PlatformTagSource source) => source with
    {
        Platform = Platform,
        Machine = Machine,
        Is32Bit = false,
        Glibc = Glibc,
        Musl = Musl,
        MacOs = MacOs,
    };
}
