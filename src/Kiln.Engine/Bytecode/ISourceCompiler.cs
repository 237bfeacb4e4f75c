namespace Kiln.Engine.Bytecode;

/// <summary>Source bytes, file name and level in; marshalled code out, or a reason why not. Used by one thread at a time.</summary>
internal interface ISourceCompiler : IDisposable
{
    /// <summary>
    /// Compiles one source. <paramref name="code"/> is given the marshalled code object, as it stands behind the header of a <c>.pyc</c>;
    /// if the answer is no success, what it was given is void.
    /// </summary>
    CompileAnswer Compile(ReadOnlyMemory<byte> source, ReadOnlyMemory<byte> fileName, int level, ICodeSink code);
}
