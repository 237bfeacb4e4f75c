using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.Tests.Replaying;

/// <summary>An instruction of a recording; the handler is told after the optimiser only.</summary>
internal readonly record struct ReplayInstruction(string Name, int Oparg, Location Location, int Handler);
