namespace Kiln.Tests.Support;

/// <summary>The real uv: KILN_TEST_UV, else unpacked from its wheel in <c>shared/peers</c> (KILN_SHARED, else beside the repository).</summary>
internal static class Uv
{
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>Its executable; null where this machine has none.</summary>
    public static string? Executable => Found.Value;

    /// <summary>A folder of what is shared between those who work on Kiln; null where it is not at hand.</summary>
    public static string? SharedFolder(params string[] names)
    {
        string shared = Environment.GetEnvironmentVariable("KILN_SHARED") is { Length: > 0 } given ? given : Repository.Path("..", "shared");
        string folder = Path.GetFullPath(Path.Combine([shared, .. names]));
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>Runs it without network, its cache in <paramref name="folder"/>.</summary>
    public static ProcessRun Run(string folder, Dictionary<string, string> variables, params string[] words) =>
        ProcessRun.Of(Executable!, words, folder, new(variables)
        {
            ["UV_OFFLINE"] = "1",
            ["UV_PYTHON_DOWNLOADS"] = "never",
            ["UV_CACHE_DIR"] = Path.Combine(folder, "uv-cache"),
            ["UV_NO_CONFIG"] = "1",
        });

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("KILN_TEST_UV") is { Length: > 0 } named)
            return File.Exists(named) ? named : null;
        if (!OperatingSystem.IsLinux() || SharedFolder("peers") is not { } peers || Directory.GetFiles(peers, "uv-*.whl").Order(StringComparer.Ordinal).LastOrDefault() is not { } wheel)
            return null;
        string executable = Path.Combine(AppContext.BaseDirectory, "peers", Path.GetFileNameWithoutExtension(wheel), "uv");
        if (!File.Exists(executable))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(executable)!);
            // Another process unpacks it: while this one had it open for writing, any test that starts a program would hand the file on.
            var run = ProcessRun.OfShell($"unzip -p '{wheel}' '*/scripts/uv' > '{executable}.new' && chmod 755 '{executable}.new' && mv '{executable}.new' '{executable}'");
            Assert.Equal(0, run.ExitCode);
        }
        return executable;
    }
}
