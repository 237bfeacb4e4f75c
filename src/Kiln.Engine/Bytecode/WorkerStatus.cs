namespace Kiln.Engine.Bytecode;

/// <summary>How a worker answers a request.</summary>
internal enum WorkerStatus
{
    /// <summary>The marshalled code follows.</summary>
    Code,

    /// <summary>compile() raised; the reason follows.</summary>
    Rejected,

    /// <summary>compile() raised MemoryError, which may mean the source (too deep) or the machine.</summary>
    OutOfMemory,
}
