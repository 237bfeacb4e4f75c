namespace Kiln.Tests.Support;

/// <summary>Runs of the real uv, to be compared with ours.</summary>
internal static class UvRun
{
    /// <summary>A folder of what is shared between those who work on Kiln; null where it is not at hand.</summary>
    public static string? SharedFolder(params string[] names)
    {
        string shared = Environment.GetEnvironmentVariable("KILN_SHARED") is { Length: > 0 } given ? given : Repository.Path("..", "shared");
        string folder = Path.GetFullPath(Path.Combine([shared, .. names]));
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>Runs it without network, its cache in <paramref name="folder"/>.</summary>
    public static ProcessRun Of(string folder, Dictionary<string, string> variables, params string[] words) =>
        ProcessRun.Of(Kiln.Engine.Tests.Support.Uv.Executable!, words, folder, new(variables)
        {
            ["UV_OFFLINE"] = "1",
            ["UV_PYTHON_DOWNLOADS"] = "never",
            ["UV_CACHE_DIR"] = Path.Combine(folder, "uv-cache"),
            ["UV_NO_CONFIG"] = "1",
        });
}
