namespace Kiln.Engine.Wheels;

/// <summary>A file of an unpacked wheel, ready to be linked: its bytes are slices of the wheel's index, nothing is allocated per file.</summary>
/// <param name="TerminatedPath">The path below the wheel's root, components divided by <c>/</c>, with a NUL behind it for system calls.</param>
/// <param name="SizeBytes">The file's size.</param>
/// <param name="IsExecutable">True if the archive gives it any of the execute bits, which is when pip and uv set all three.</param>
/// <param name="RecordHash">The hash of its content as a RECORD spells it: <c>sha256=</c> and urlsafe base64 without padding.</param>
public readonly record struct WheelEntry(
    ReadOnlyMemory<byte> TerminatedPath, long SizeBytes, bool IsExecutable, ReadOnlyMemory<byte> RecordHash)
{
    /// <summary>The path below the wheel's root, components divided by <c>/</c>.</summary>
    public ReadOnlySpan<byte> Path => TerminatedPath.Span[..^1];
}
