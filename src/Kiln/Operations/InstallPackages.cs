using Kiln.Engine;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary><c>kiln pip install</c>.</summary>
internal static class InstallPackages
{
    /// <summary>Does it and prints what was done; returns the exit code.</summary>
    public static int Run(InstallPackagesOptions options, Output output, CancellationToken cancellation) =>
        throw new UserErrorException("`kiln pip install` is not there yet");
}
