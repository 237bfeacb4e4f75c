namespace Kiln.Engine.Tests.Support;

/// <summary>The real wheels beside the repository (shared/corpus).</summary>
internal static class Corpus
{
    /// <summary>All wheels of one part; none where it is not at hand.</summary>
    public static string[] Wheels(string part)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Kiln.slnx")))
            folder = Path.GetDirectoryName(folder);
        string corpus = Path.Combine(folder ?? "", "..", "shared", "corpus", part);
        return Directory.Exists(corpus) ? [.. Directory.GetFiles(corpus, "*.whl").Select(Path.GetFullPath).Order(StringComparer.Ordinal)] : [];
    }
}
