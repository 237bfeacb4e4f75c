using Kiln.Engine.Index;
using Kiln.Engine.Io;
using Kiln.Engine.Managed.Downloads;

namespace Kiln.Engine.Managed;

/// <summary>Where archives of Pythons come from.</summary>
/// <param name="Network">The network.</param>
/// <param name="Mirrors">What takes the place of the makers' servers.</param>
public sealed record PythonSource(Network Network, DownloadMirrors Mirrors)
{
    /// <summary>A folder that keeps archives, to install from without network (<c>KILN_PYTHON_CACHE_DIR</c>); empty for none.</summary>
    public FsPath Archives { get; init; }

    /// <summary>Use no network.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Most downloads at once.</summary>
    public int ConcurrentDownloads { get; init; } = 50;

    /// <summary>Where an archive is kept, named as uv names it; empty where none is.</summary>
    internal FsPath PlaceOf(PythonDownload download) => Archives.IsEmpty ? default : Archives / $"{Prefix(download)}-{download.FileName}";

    /// <summary>The first digits of the hash tell archives of one name apart.</summary>
    internal static string Prefix(PythonDownload download) => download.Sha256?[..9] ?? "none";
}
