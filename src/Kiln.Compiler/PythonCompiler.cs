namespace Kiln.Compiler;

/// <summary>
/// CPython's compiler: source bytes in, the marshalled code object out. One thread uses it; it keeps its scratch from file to file.
/// </summary>
public sealed class PythonCompiler
{
    /// <summary>Goes up with every change of what is written or handed back: what was proven of another revision proves nothing.</summary>
    public const int Revision = 1;

    /// <summary>What compiles like one of the versions that are known: the minor versions.</summary>
    public static bool Knows(int minor) => minor == 13;

    /// <summary>The marshalled code object, until the next source.</summary>
    public ReadOnlySpan<byte> Code => _code;

    private readonly byte[] _code = [];

    /// <summary>Compiles a source, or says why the interpreter has to.</summary>
    /// <param name="source">The file's bytes.</param>
    /// <param name="fileName">co_filename, UTF-8.</param>
    /// <param name="level">0, 1 or 2.</param>
    /// <param name="target">The interpreter that the code is for.</param>
    public Reject Compile(ReadOnlySpan<byte> source, ReadOnlySpan<byte> fileName, int level, Target target) => new(RejectReason.UnsupportedSyntax, level + target.Minor + source.Length + fileName.Length + Code.Length);
}
