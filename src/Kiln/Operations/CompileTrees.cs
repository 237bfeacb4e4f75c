using Kiln.Engine;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Compiles files, trees, environments and standard libraries.</summary>
internal static class CompileTrees
{
    /// <summary>Does it and prints what was done; returns the exit code.</summary>
    public static int Run(CompileTreesOptions options, Output output, CancellationToken cancellation) =>
        throw new UserErrorException("`kiln compile` is not there yet");
}
