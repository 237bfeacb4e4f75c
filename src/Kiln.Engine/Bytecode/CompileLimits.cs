using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>How much may go on at once.</summary>
/// <param name="Compilers">Most compilers, at least one.</param>
/// <param name="MemoryBytes">Memory that all of them together may take.</param>
internal readonly record struct CompileLimits(int Compilers, long MemoryBytes)
{
    // What an interpreter should have before another one is started.
    private const long MemoryPerCompiler = 512L << 20;

    /// <summary>One for each core that we may use and for each 512 MiB of free memory, or what the user says.</summary>
    public static CompileLimits For(int? jobs)
    {
        long memory = MachineMemory.AvailableBytes();
        long fitting = Math.Clamp(memory / MemoryPerCompiler, 1, Environment.ProcessorCount);
        return new CompileLimits(Math.Max(jobs ?? (int)fitting, 1), memory);
    }
}
