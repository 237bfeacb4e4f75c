namespace Kiln.Engine.Tags;

/// <summary>The pairs of Python and ABI tag that an interpreter takes, best first (PEP 425; <c>packaging.tags.sys_tags</c>).</summary>
internal static class InterpreterTags
{
    // PEP 384: the stable ABI began with Python 3.2.
    private const int FirstStableMinor = 2;

    /// <summary>The pairs.</summary>
    public static IEnumerable<TagRow> Of(PlatformTagSource source) =>
        source.Implementation == "cpython"
            ? OfCPython(source).Concat(OfAnyPython(source, $"cp{source.Major}{source.Minor}"))
            : OfOther(source).Concat(OfAnyPython(source, source.Implementation == "pypy" ? $"pp{source.Major}" : null));

    private static IEnumerable<TagRow> OfCPython(PlatformTagSource source)
    {
        string python = $"cp{source.Major}{source.Minor}";
        string abi = source.IsFreeThreaded ? $"{python}t" : python;
        // A debug build loads extension modules of both kinds since 3.8. Without the GIL the stable ABI is another one (PEP 803).
        string stable = source.IsFreeThreaded ? "abi3t" : "abi3";
        if (source.IsDebug)
            yield return OnPlatforms(python, $"{abi}d");
        yield return OnPlatforms(python, abi);
        yield return OnPlatforms(python, stable);
        yield return OnPlatforms(python, "none");
        for (int minor = source.Minor - 1; minor >= FirstStableMinor; minor--)
            yield return OnPlatforms($"cp{source.Major}{minor}", stable);
    }

    private static IEnumerable<TagRow> OfOther(PlatformTagSource source)
    {
        string python = $"{ShortName(source.Implementation)}{source.Major}{source.Minor}";
        if (AbiOf(source.Soabi) is { } abi)
            yield return OnPlatforms(python, abi);
        yield return OnPlatforms(python, "none");
    }

    private static IEnumerable<TagRow> OfAnyPython(PlatformTagSource source, string? own)
    {
        string[] versions =
        [
            $"py{source.Major}{source.Minor}",
            $"py{source.Major}",
            .. Enumerable.Range(0, source.Minor).Reverse().Select(minor => $"py{source.Major}{minor}"),
        ];
        var rows = versions.Select(version => OnPlatforms(version, "none"));
        if (own is not null)
            rows = rows.Append(new TagRow(own, "none", IsForAnyPlatform: true));
        return rows.Concat(versions.Select(version => new TagRow(version, "none", IsForAnyPlatform: true)));
    }

    /// <summary>SOABI without what it says of the platform: <c>pypy310_pp73</c>, <c>graalpy240_312_native</c>.</summary>
    private static string? AbiOf(string? soabi)
    {
        if (string.IsNullOrEmpty(soabi))
            return null;
        string[] parts = soabi.Split('-');
        int count = soabi.StartsWith("pypy", StringComparison.Ordinal) ? 2 : soabi.StartsWith("graalpy", StringComparison.Ordinal) ? 3 : parts.Length;
        return PlatformTags.Normalize(string.Join('-', parts.Take(count)));
    }

    private static string ShortName(string implementation) => implementation switch
    {
        "pypy" => "pp",
        "ironpython" => "ip",
        "jython" => "jy",
        _ => implementation,
    };

    private static TagRow OnPlatforms(string python, string abi) => new(python, abi, IsForAnyPlatform: false);
}
