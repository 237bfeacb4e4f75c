using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>Keeps the code of single sources, and refusals of them.</summary>
/// <param name="sources">Where, by level; null for levels that nobody asks for.</param>
/// <param name="keepsCode">False for refusals only.</param>
internal sealed class SourceKeeper(IReadOnlyList<KeptSources?> sources, bool keepsCode) : IBytecodeKeeper
{
    /// <inheritdoc/>
    public FsPath SecondNameFor(FsPath source, int level) => default;

    /// <inheritdoc/>
    public void Keep(in CompiledSource source, ReadOnlySpan<byte> code, bool hasSecondName)
    {
        if (keepsCode)
            sources[source.Level]?.Keep(source.Content, source.RecordedName, code);
    }

    /// <inheritdoc/>
    public void Reject(in CompiledSource source, CompileAnswer answer) => sources[source.Level]?.KeepRefusal(source.Content, answer);
}
