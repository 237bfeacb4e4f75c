namespace Kiln.Engine.Tags;

/// <summary>
/// The platforms of Linux: its own, then those of every older glibc (PEP 600, with the names of PEP 513, 571 and 599) or musl (PEP 656).
/// </summary>
internal static class LinuxPlatformTags
{
    // manylinux1 was CentOS 5, for Intel only; every other architecture began with CentOS 7.
    private const int OldestGlibcMinorOnIntel = 5;
    private const int OldestGlibcMinor = 17;

    private static readonly string[] ManylinuxMachines =
        ["x86_64", "i686", "aarch64", "armv7l", "ppc64", "ppc64le", "s390x", "loongarch64", "riscv64"];

    /// <summary>The tags, best first; <paramref name="platform"/> is <c>linux_MACHINE</c>.</summary>
    public static IEnumerable<string> Of(PlatformTagSource source, string platform)
    {
        string[] machines = MachinesOf(platform["linux_".Length..], source.Is32Bit);
        return
        [
            .. machines.Select(machine => $"linux_{machine}"),
            .. machines.SelectMany(machine => Manylinux(source.Glibc, machine)),
            .. machines.SelectMany(machine => Musllinux(source.Musl, machine)),
        ];
    }

    /// <summary>A 32-bit interpreter on a 64-bit kernel; an ARM v8 in 32-bit mode runs what is built for v7.</summary>
    private static string[] MachinesOf(string machine, bool is32Bit) => (machine, is32Bit) switch
    {
        ("x86_64", true) => ["i686"],
        ("aarch64", true) or ("armv8l", _) => ["armv8l", "armv7l"],
        _ => [machine],
    };

    private static IEnumerable<string> Manylinux(SystemVersion? glibc, string machine)
    {
        // armv8l has no wheels of its own, but packaging names it beside armv7l. All glibc there ever was is 2.x.
        bool isKnown = ManylinuxMachines.Contains(machine) || machine == "armv8l";
        if (glibc is not { Major: 2, Minor: int newest } || !isKnown)
            yield break;
        int oldest = machine is "x86_64" or "i686" ? OldestGlibcMinorOnIntel : OldestGlibcMinor;
        for (int minor = newest; minor >= oldest; minor--)
        {
            yield return $"manylinux_2_{minor}_{machine}";
            string? oldName = minor switch { 17 => "manylinux2014", 12 => "manylinux2010", 5 => "manylinux1", _ => null };
            if (oldName is not null)
                yield return $"{oldName}_{machine}";
        }
    }

    private static IEnumerable<string> Musllinux(SystemVersion? musl, string machine)
    {
        for (int minor = musl?.Minor ?? -1; minor >= 0; minor--)
            yield return $"musllinux_{musl!.Value.Major}_{minor}_{machine}";
    }
}
