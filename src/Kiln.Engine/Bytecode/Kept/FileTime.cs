using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>When a file was last written, as exactly as the file system knows: whatever is written later has another one.</summary>
/// <param name="Seconds">Since 1970.</param>
/// <param name="Nanoseconds">On top of them.</param>
internal readonly record struct FileTime(long Seconds, uint Nanoseconds)
{
    // What a file system's clock may be behind, and what headers of bytecode leave off: they hold whole seconds.
    private const int SettledAfterSeconds = 2;

    /// <summary>The time in a stat.</summary>
    public static FileTime Of(in FileStatus status) => new(status.ModifiedSeconds, status.ModifiedNanoseconds);

    /// <summary>The time of a file; one before all others if it is not there.</summary>
    public static FileTime Of(FsPath file) => FileSystem.Stat(file, follow: false, out var status).IsError ? new FileTime(long.MinValue, 0) : Of(status);

    /// <summary>True if this is not later.</summary>
    public bool IsUpTo(FileTime other) => Seconds < other.Seconds || (Seconds == other.Seconds && Nanoseconds <= other.Nanoseconds);

    /// <summary>True if whatever is written from now on has another second than this.</summary>
    public bool IsSettled => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() >= Seconds + SettledAfterSeconds;
}
