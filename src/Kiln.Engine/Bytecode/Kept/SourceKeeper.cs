using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>Keeps the code of single sources.</summary>
/// <param name="sources">Where, by level; null for levels that nobody asks for.</param>
internal sealed class SourceKeeper(IReadOnlyList<KeptSources?> sources) : IBytecodeKeeper
{
    /// <inheritdoc/>
    public FsPath SecondNameFor(FsPath source, int level) => default;

    /// <inheritdoc/>
    public void Keep(in CompiledSource source, ReadOnlySpan<byte> code, bool hasSecondName) =>
        sources[source.Level]?.Keep(source.Content, source.RecordedName, code);

    /// <summary>A refusal is not kept: it costs an interpreter little.</summary>
    public void Reject(in CompiledSource source, CompileAnswer answer)
    {
    }
}
