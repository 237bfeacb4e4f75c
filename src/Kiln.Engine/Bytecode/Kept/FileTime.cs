using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>When a file was last written, as exactly as the file system knows: whatever is written later has another one.</summary>
/// <param name="Seconds">Since 1970.</param>
/// <param name="Nanoseconds">On top of them.</param>
internal readonly record struct FileTime(long Seconds, uint Nanoseconds)
{
    /// <summary>The time in a stat.</summary>
    public static FileTime Of(in FileStatus status) => new(status.ModifiedSeconds, status.ModifiedNanoseconds);
}
