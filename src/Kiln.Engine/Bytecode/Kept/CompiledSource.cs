using Kiln.Compiler.Pyc;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>A source that was compiled.</summary>
internal readonly ref struct CompiledSource
{
    /// <summary>The optimisation level.</summary>
    public required int Level { get; init; }

    /// <summary>The bytes that were compiled.</summary>
    public required ReadOnlySpan<byte> Content { get; init; }

    /// <summary>The source as it was just before these bytes were read.</summary>
    public required FileStatus Status { get; init; }

    /// <summary>The name in its code objects.</summary>
    public required ReadOnlySpan<byte> RecordedName { get; init; }

    /// <summary>The header of its <c>.pyc</c>.</summary>
    public required PycHeader Header { get; init; }
}
