namespace Kiln.Engine.Managed;

/// <summary>How a Python is packed.</summary>
internal enum PythonArchiveKind
{
    /// <summary><c>.tar.gz</c></summary>
    TarGz,

    /// <summary><c>.tar.zst</c>, as python-build-standalone packs its full archives.</summary>
    TarZst,

    /// <summary><c>.zip</c>, which can be read only when all of it is there.</summary>
    Zip,
}
