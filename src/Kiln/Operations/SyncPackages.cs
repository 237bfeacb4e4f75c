using Kiln.Engine.Requirements;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary><c>kiln pip sync</c>: the environment holds what the files list, and nothing else.</summary>
internal static class SyncPackages
{
    /// <summary>Does it and prints what was done; returns the exit code.</summary>
    public static int Run(SyncPackagesOptions options, Output output, CancellationToken cancellation)
    {
        using var network = options.OpenNetwork();
        var read = (FileLocation file) => network.ReadRequirements(file, cancellation);
        var asked = AskedLock.Read([], options.Files, options, read) is { } locked ? AskedPackages.Of(locked) : AskedPackages.Read([], options.Files, options, read);
        if (asked is { Lock: null, Asked.Count: 0 } && !options.AllowEmpty)
        {
            // Not an error, as in uv: a file that is made by a program may well be empty.
            output.Warn("the files ask for nothing; nothing is done");
            output.Hint("`--allow-empty-requirements` removes everything");
            return 0;
        }
        var scope = new ChangeScope { IsExact = true, CompilesAll = true, Versions = new VersionRules { WithDependencies = false } };
        return new ChangePackages(options, scope, output, cancellation).Run(asked, network);
    }
}
