namespace Kiln.Engine.Bytecode;

/// <summary>How a worker answers a request.</summary>
internal enum WorkerStatus
{
    /// <summary>The marshalled code follows.</summary>
    Code,

    /// <summary>compile() raised; the reason follows.</summary>
    Rejected,

    /// <summary>compile() raised MemoryError, and the process is large: the reason follows.</summary>
    OutOfMemory,
}
