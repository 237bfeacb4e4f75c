namespace Kiln.Tests.Support;

/// <summary>A CPython 3.12, which the real wheels are made for: of KILN_TEST_PYTHONS, else pyenv's.</summary>
internal static class Python312
{
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>Its executable; null where this machine has none.</summary>
    public static string? Executable => Found.Value;

    private static string? Find()
    {
        string[] listed = (Environment.GetEnvironmentVariable("KILN_TEST_PYTHONS") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string pyenv = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pyenv", "versions");
        string[] installed = Directory.Exists(pyenv) ? Directory.GetDirectories(pyenv, "3.12*") : [];
        return listed.Where(static path => path.Contains("3.12", StringComparison.Ordinal))
            .Concat(installed.Select(static folder => Path.Combine(folder, "bin", "python3")))
            .FirstOrDefault(File.Exists);
    }
}
