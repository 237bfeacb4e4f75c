using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>A source of a wheel that was just installed.</summary>
/// <param name="Brought">Where it lies in the cache of wheels.</param>
/// <param name="Path">Where it was installed.</param>
/// <param name="Folder">The folder that it was installed in, open; whoever opened it closes it when he goes on to another one.</param>
internal readonly record struct PlacedSource(FsPath Brought, FsPath Path, FolderHandle Folder);
