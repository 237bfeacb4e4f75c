namespace Kiln.Operations.Pythons;

/// <summary>When Pythons are downloaded; uv's words.</summary>
internal enum PythonDownloadPolicy
{
    /// <summary>Wherever one is needed and not there.</summary>
    Automatic,

    /// <summary>Only by <c>kiln python install</c>.</summary>
    Manual,

    /// <summary>Never.</summary>
    Never,
}
