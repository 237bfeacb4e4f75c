using Kiln.Engine;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Says for each source whether its bytecode will be used at run time, and if not, why.</summary>
internal static class VerifyTrees
{
    /// <summary>Does it and prints what was done; returns the exit code.</summary>
    public static int Run(VerifyTreesOptions options, Output output, CancellationToken cancellation) =>
        throw new UserErrorException("`kiln verify` is not there yet");
}
