namespace Kiln.Tests.Support;

/// <summary>The repository that these tests were built from.</summary>
internal static class Repository
{
    private static readonly Lazy<string> Found = new(() =>
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Kiln.slnx")))
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run outside the repository");
        return folder;
    });

    /// <summary>Its folder.</summary>
    public static string Root => Found.Value;

    /// <summary>A path below it.</summary>
    public static string Path(params string[] names) => System.IO.Path.Combine([Root, .. names]);

    /// <summary>A file's text.</summary>
    public static string Read(params string[] names) => File.ReadAllText(Path(names));

    /// <summary>The C# files below some of its folders, by their paths relative to the root, with slashes.</summary>
    public static IEnumerable<string> SourceFiles(params string[] folders) =>
        folders.Select(folder => Path(folder)).Where(Directory.Exists)
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(static file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(static file => !file.Contains("/artifacts/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
