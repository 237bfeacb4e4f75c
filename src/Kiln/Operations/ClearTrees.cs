using Kiln.Engine;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Removes compiled bytecode, and only that.</summary>
internal static class ClearTrees
{
    /// <summary>Does it and prints what was done; returns the exit code.</summary>
    public static int Run(ClearTreesOptions options, Output output, CancellationToken cancellation) =>
        throw new UserErrorException("`kiln clear` is not there yet");
}
