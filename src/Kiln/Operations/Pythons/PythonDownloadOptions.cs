using Kiln.Engine;
using Kiln.Engine.Index;
using Kiln.Engine.Io;
using Kiln.Engine.Managed;
using Kiln.Engine.Managed.Downloads;

namespace Kiln.Operations.Pythons;

/// <summary>When Pythons may be downloaded, and from where.</summary>
internal sealed record PythonDownloadOptions
{
    /// <summary>When they may be.</summary>
    public PythonDownloadPolicy Policy { get; init; }

    /// <summary>Where the list of downloads is: a URL or path, as the user wrote it; null for the built-in one.</summary>
    public string? ListPlace { get; init; }

    /// <summary>What takes the place of the makers' servers.</summary>
    public DownloadMirrors Mirrors { get; init; } = new();

    /// <summary>A folder that keeps archives, absolute; empty for none.</summary>
    public FsPath Archives { get; init; }

    /// <summary>How the network is used.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>The network of a run.</summary>
    public Network OpenNetwork(GlobalOptions global) =>
        Engine.Index.Network.Open(Network with { IsOffline = global.Offline }, new RefreshRule(), global.Surroundings, global.Cache, TimeProvider.System);

    /// <summary>Reads the list.</summary>
    public PythonDownloads ReadList(Network network, GlobalOptions global, CancellationToken cancellation)
    {
        if (ListPlace is not { } place)
            return PythonDownloads.BuiltIn;
        if (LocalFile.Find(place) is not { } file)
            return PythonDownloads.Parse(network.ReadJson(new Uri(place), cancellation), place);
        var error = FileSystem.ReadAll(global.Surroundings.Absolute(file), out byte[] content);
        return error.IsError ? throw UserErrorException.ForFile("read the list of Python downloads", file, error) : PythonDownloads.Parse(content, place);
    }

    /// <summary>Where archives come from.</summary>
    public PythonSource SourceOn(Network network, GlobalOptions global) => new(network, Mirrors)
    {
        Archives = Archives,
        IsOffline = global.Offline,
        ConcurrentDownloads = Network.ConcurrentDownloads ?? 50,
    };
}
