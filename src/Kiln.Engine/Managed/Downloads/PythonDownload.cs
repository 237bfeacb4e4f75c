using Kiln.Engine.Interpreters;

namespace Kiln.Engine.Managed.Downloads;

/// <summary>A build of Python that can be downloaded.</summary>
/// <param name="Key">Which build it is.</param>
/// <param name="Url">Where its archive lies.</param>
public sealed record PythonDownload(PythonKey Key, string Url)
{
    /// <summary>The archive's hash in lower-case hexadecimal; null for the few whose makers publish none.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What tells builds of one version apart: python-build-standalone's date.</summary>
    public string? Build { get; init; }

    /// <summary>The last part of the URL; without <c>+</c>, encoded or not, which some file systems do not like.</summary>
    public string FileName => Uri.UnescapeDataString(Url[(Url.LastIndexOf('/') + 1)..]).Replace('+', '-');
}
