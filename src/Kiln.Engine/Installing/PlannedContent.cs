using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>A file that the installer itself writes: metadata, commands.</summary>
public readonly record struct PlannedContent(FsPath Target, ReadOnlyMemory<byte> Content, bool IsExecutable = false);
