using Kiln.Compiler.Pyc;

namespace Kiln.Engine.Bytecode;

/// <summary>That bytecode should be compiled with another <c>--invalidation-mode</c>.</summary>
/// <param name="Risk">Why.</param>
/// <param name="Files">The number of <c>.pyc</c> files that are at risk.</param>
/// <param name="Mode">The mode that survives copying: unchecked-hash where nothing changes after, else checked-hash.</param>
public sealed record DeployAdvice(DeployRisk Risk, int Files, InvalidationMode Mode);
