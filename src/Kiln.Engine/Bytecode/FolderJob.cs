using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>A folder to be looked through.</summary>
/// <param name="Path">The folder; absolute.</param>
/// <param name="Root">The root it belongs to, as the user named it.</param>
/// <param name="RootLength">Bytes of <paramref name="Path"/> that are the root.</param>
/// <param name="Names">Only these names, each with a NUL behind it; null for all sources, and the folders below.</param>
internal sealed record FolderJob(FsPath Path, FsPath Root, int RootLength, IReadOnlyList<byte[]>? Names = null)
{
    /// <summary>The path of something in this folder, below the root.</summary>
    public ReadOnlySpan<byte> BelowRoot(FsPath path) => path.Bytes[Math.Min(RootLength, path.Length)..].TrimStart((byte)'/');
}
