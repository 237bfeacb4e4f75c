using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Installing;
using Kiln.Engine.Interpreters;

namespace Kiln.Operations;

/// <summary>Who compiles what is installed, and with what is there already.</summary>
/// <param name="Interpreter">The interpreter that the bytecode is for.</param>
/// <param name="Cache">What was compiled before; null if nothing is cached.</param>
/// <param name="Ahead">Compiles wheels while others are downloaded; null if nothing is cached.</param>
internal sealed record InstallCompiling(InterpreterInfo Interpreter, BytecodeCache? Cache, ArrivalCompiler? Ahead) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Ahead?.Dispose();
        Cache?.Dispose();
    }
}
