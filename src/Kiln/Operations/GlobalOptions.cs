using Kiln.Engine.Io;

namespace Kiln.Operations;

/// <summary>What every command understands, beside how much it prints (which <see cref="Terminal.Output"/> knows).</summary>
internal sealed record GlobalOptions
{
    /// <summary>The folder that relative paths are meant from; absolute. <c>--directory</c> has been entered already.</summary>
    public required FsPath CurrentFolder { get; init; }

    /// <summary>Where Kiln keeps what it remembers between runs, absolute; null where nothing is to be remembered.</summary>
    public FsPath? CacheFolder { get; init; }

    /// <summary>Use no network.</summary>
    public bool Offline { get; init; }
}
