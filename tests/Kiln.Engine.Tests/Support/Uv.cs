using Kiln.Engine.Io;

namespace Kiln.Engine.Tests.Support;

/// <summary>The real uv: KILN_TEST_UV, else unpacked from its wheel in <c>shared/peers</c> beside the repository.</summary>
internal static class Uv
{
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>Its executable; null where this machine has none.</summary>
    public static string? Executable => Found.Value;

    /// <summary>A call that looks for nothing outside this machine, and has its cache in <paramref name="folder"/>.</summary>
    public static ProgramCall Call(FsPath folder, Dictionary<string, string?> variables, params string[] words) => new()
    {
        Executable = FsPath.From(Executable!),
        Arguments = words,
        EnvironmentChanges = new Dictionary<string, string?>(variables)
        {
            ["UV_OFFLINE"] = "1",
            ["UV_PYTHON_DOWNLOADS"] = "never",
            ["UV_CACHE_DIR"] = (folder / "uv-cache").ToSystemString(),
            ["VIRTUAL_ENV"] = null,
        },
        WorkingFolder = folder,
    };

    /// <summary>Runs it to its end.</summary>
    public static ProgramRun Run(FsPath folder, Dictionary<string, string?> variables, params string[] words) =>
        ProgramRun.Of(Call(folder, variables, words), TimeSpan.FromSeconds(60));

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("KILN_TEST_UV") is { Length: > 0 } named)
            return File.Exists(named) ? named : null;
        if (!OperatingSystem.IsLinux() || Peer("uv-*.whl") is not { } wheel)
            return null;
        string executable = Path.Combine(AppContext.BaseDirectory, "peers", Path.GetFileNameWithoutExtension(wheel), "uv");
        if (!File.Exists(executable))
            Unpack(wheel, executable);
        return executable;
    }

    /// <summary>A file of <c>shared/peers</c>: in KILN_SHARED, or beside the repository; null where there is none.</summary>
    public static string? Peer(string pattern)
    {
        if (Environment.GetEnvironmentVariable("KILN_SHARED") is { Length: > 0 } shared)
            return In(Path.Combine(shared, "peers"));
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (In(Path.Combine(folder, "shared", "peers")) is { } file)
                return file;
        }
        return null;

        string? In(string peers) =>
            Directory.Exists(peers) ? Directory.GetFiles(peers, pattern).Order(StringComparer.Ordinal).LastOrDefault() : null;
    }

    private static void Unpack(string wheel, string executable)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(executable)!);
        // Another process unpacks it: while this one had it open for writing, any test that starts a program would hand the file on.
        var run = Shell.Run("""unzip -p "$1" '*/scripts/uv' > "$2.new" && chmod 755 "$2.new" && mv "$2.new" "$2" """, wheel, executable);
        Assert.True(run.Status?.IsSuccess, "cannot unpack uv");
    }
}
