using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>Takes what is compiled into the cache, as it is compiled; used by several threads. What goes wrong is nobody's loss.</summary>
internal interface IBytecodeKeeper
{
    /// <summary>A name that the <c>.pyc</c> of a source is to get beside its own; the empty path for none.</summary>
    FsPath SecondNameFor(FsPath source, int level);

    /// <summary>Takes the code of a source, whose <c>.pyc</c> has its second name, if <paramref name="hasSecondName"/> and that was wanted.</summary>
    void Keep(in CompiledSource source, ReadOnlySpan<byte> code, bool hasSecondName);

    /// <summary>Takes the interpreter's refusal of a source.</summary>
    void Reject(in CompiledSource source, CompileAnswer answer);
}
