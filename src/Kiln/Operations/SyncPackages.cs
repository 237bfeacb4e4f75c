using Kiln.Engine;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary><c>kiln pip sync</c>: the environment holds what the files list, and nothing else.</summary>
internal static class SyncPackages
{
    /// <summary>Does it and prints what was done; returns the exit code.</summary>
    public static int Run(SyncPackagesOptions options, Output output, CancellationToken cancellation)
    {
        var asked = AskedPackages.Read([], options.Files, options);
        if (asked.Requirements.Count == 0 && !options.AllowEmpty)
        {
            throw new UserErrorException("the files ask for nothing, so that everything would be removed")
            {
                Hint = "`--allow-empty-requirements` does that",
                IsUsage = true,
            };
        }
        var scope = new ChangeScope { IsExact = true, WithDependencies = false, CompilesAll = true };
        return new ChangePackages(options, scope, output, cancellation).Run(asked);
    }
}
