using Kiln.Engine;
using Kiln.Engine.Requirements;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary><c>kiln pip install</c>.</summary>
internal static class InstallPackages
{
    /// <summary>Does it and prints what was done; returns the exit code.</summary>
    public static int Run(InstallPackagesOptions options, Output output, CancellationToken cancellation)
    {
        if (options.Editables.Count > 0)
            throw new UserErrorException($"`-e {options.Editables[0]}` needs a build, which comes later") { IsUsage = true };
        using var network = options.OpenNetwork();
        var read = (FileLocation file) => network.ReadRequirements(file, cancellation);
        var asked = AskedLock.Read(options.Requirements, options.RequirementFiles, options, read) is { } locked
            ? AskedPackages.Of(locked)
            : AskedPackages.Read(options.Requirements, options.RequirementFiles, options, read);
        if (asked is { Lock: null, Asked.Count: 0 })
            throw new UserErrorException("nothing was named to install") { Hint = "name packages, or files of requirements with `-r`", IsUsage = true };
        var scope = new ChangeScope { IsExact = options.Exact, Versions = VersionRules.Read(options.Versions, options, read) };
        return new ChangePackages(options, scope, output, cancellation).Run(asked, network);
    }
}
