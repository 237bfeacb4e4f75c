namespace Kiln.Engine.Wheels;

/// <summary>What the RECORD of a wheel says of a file: its hash with the algorithm before it, and its size, each perhaps empty.</summary>
internal readonly record struct RecordRow(byte[] Hash, byte[] Size);
