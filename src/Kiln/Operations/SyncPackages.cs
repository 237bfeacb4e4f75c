using Kiln.Engine;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary><c>kiln pip sync</c>.</summary>
internal static class SyncPackages
{
    /// <summary>Does it and prints what was done; returns the exit code.</summary>
    public static int Run(SyncPackagesOptions options, Output output, CancellationToken cancellation) =>
        throw new UserErrorException("`kiln pip sync` is not there yet");
}
