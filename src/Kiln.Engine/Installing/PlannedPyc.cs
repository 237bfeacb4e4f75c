using Kiln.Engine.Bytecode.Kept;

namespace Kiln.Engine.Installing;

/// <summary>Bytecode of the cache that is to be put beside a source.</summary>
/// <param name="Wheel">The number of the wheel.</param>
/// <param name="Kept">What is kept of that wheel.</param>
/// <param name="Pyc">What is kept of the source.</param>
/// <param name="Source">The source.</param>
internal readonly record struct PlannedPyc(int Wheel, KeptWheel Kept, KeptPyc Pyc, PlannedSource Source);
