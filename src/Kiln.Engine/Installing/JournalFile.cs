using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>A file that a change adds; size and hash tell it from a file that was there before.</summary>
public readonly record struct JournalFile(FsPath Path, long SizeBytes, ReadOnlyMemory<byte> RecordHash);
