using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters;

/// <summary>What tells one state of a file from another without reading it. The device is left out: its number may change at each boot.</summary>
internal sealed record FileIdentity(ulong Inode, long Size, long ModifiedSeconds, uint ModifiedNanoseconds)
{
    /// <summary>The identity of the file at a path, links followed; null if there is none.</summary>
    public static FileIdentity? Of(FsPath path) => FileSystem.Stat(path, follow: true, out var status).IsError ? null
        : new FileIdentity(status.Inode, status.Size, status.ModifiedSeconds, status.ModifiedNanoseconds);
}
