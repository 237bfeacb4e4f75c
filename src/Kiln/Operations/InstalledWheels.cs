using Kiln.Engine.Environments;
using Kiln.Engine.Installing;

namespace Kiln.Operations;

/// <summary>What an install brought.</summary>
internal sealed record InstalledWheels
{
    /// <summary>The distributions.</summary>
    public IReadOnlyList<InstalledPackage> Packages { get; init; } = [];

    /// <summary>Which of their bytecode was to come out of the cache; null if nothing is cached.</summary>
    public BytecodePlan? Bytecode { get; init; }

    /// <summary>What of it was compiled while wheels were downloaded; null if nothing is cached.</summary>
    public ArrivalCompiler? Ahead { get; init; }

    /// <summary>What of it came.</summary>
    public BytecodeLinker? Linker { get; init; }
}
