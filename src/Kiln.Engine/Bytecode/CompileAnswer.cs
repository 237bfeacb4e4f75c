namespace Kiln.Engine.Bytecode;

/// <summary>What a compiler says of one source: compiled, or why not.</summary>
/// <param name="Reason"><see cref="CompileReason.None"/> if it is compiled.</param>
/// <param name="Detail">The interpreter's message, or how it ended.</param>
internal readonly record struct CompileAnswer(CompileReason Reason, string? Detail = null)
{
    /// <summary>True if the code is whole.</summary>
    public bool IsCompiled => Reason == CompileReason.None;
}
