using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>A file of the cache that gets a place in the environment.</summary>
/// <param name="Source">The file in the cache.</param>
/// <param name="Target">Its place.</param>
/// <param name="IsExecutable">True if anyone may run it.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="RecordHash">Its hash as RECORD spells it.</param>
public readonly record struct PlannedLink(FsPath Source, FsPath Target, bool IsExecutable, long SizeBytes, ReadOnlyMemory<byte> RecordHash);
