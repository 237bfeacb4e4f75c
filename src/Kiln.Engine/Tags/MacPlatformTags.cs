namespace Kiln.Engine.Tags;

/// <summary>
/// The platforms of macOS: every version back to the first that ran on the architecture, in each form of binary that holds it.
/// Up to 10.16 the minor number counts releases, from 11 on the major one does.
/// </summary>
internal static class MacPlatformTags
{
    private const int LastMinorOf10 = 16;
    private const int FirstMinorOnIntel = 4;

    /// <summary>The tags, best first.</summary>
    public static IEnumerable<string> Of(SystemVersion version, string machine)
    {
        if (version.Major == 10)
            return Of10(version.Minor, FormatsOf(machine));
        var later = Enumerable.Range(11, version.Major - 10).Reverse()
            .SelectMany(major => FormatsOf(machine).Select(format => $"macosx_{major}_0_{format}"));
        // Apple's own chips came with 11; what is older runs on them only as the Intel half of a universal2 binary.
        return later.Concat(Of10(LastMinorOf10, machine == "x86_64" ? FormatsOf(machine) : ["universal2"]));
    }

    private static IEnumerable<string> Of10(int newest, string[] formats)
    {
        for (int minor = newest; minor >= FirstMinorOnIntel; minor--)
        {
            foreach (string format in formats)
                yield return $"macosx_10_{minor}_{format}";
        }
    }

    private static string[] FormatsOf(string machine) => machine switch
    {
        "x86_64" => ["x86_64", "intel", "fat64", "fat3", "universal2", "universal"],
        "i386" => ["i386", "intel", "fat3", "fat", "universal"],
        _ => [machine, "universal2"],
    };
}
