using Kiln.Engine;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary><c>kiln pip uninstall</c>.</summary>
internal static class UninstallPackages
{
    /// <summary>Does it and prints what was done; returns the exit code.</summary>
    public static int Run(UninstallPackagesOptions options, Output output, CancellationToken cancellation) =>
        throw new UserErrorException("`kiln pip uninstall` is not there yet");
}
