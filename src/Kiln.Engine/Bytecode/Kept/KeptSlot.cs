namespace Kiln.Engine.Bytecode.Kept;

/// <summary>Where the bytecode of a source goes in the cache.</summary>
/// <param name="Fill">The bytecode of the wheel that brought it; null if none did, so that it is kept by its own hash.</param>
/// <param name="Entry">Its number among the wheel's entries.</param>
internal readonly record struct KeptSlot(BytecodeFill? Fill, int Entry);
