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
        if (options.OverrideFiles.Count > 0 || options.ExcludeFiles.Count > 0)
            throw new UserErrorException("`--overrides` and `--excludes` are not there yet") { IsUsage = true };
        var asked = AskedPackages.Read(options.Requirements, options.RequirementFiles, options);
        if (asked.Requirements.Count == 0)
            throw new UserErrorException("nothing was named to install") { Hint = "name packages, or files of requirements with `-r`", IsUsage = true };
        var upgraded = options.UpgradePackages.Select(PackageName.Parse).ToHashSet();
        var scope = new ChangeScope
        {
            IsExact = options.Exact,
            WithDependencies = options.WithDependencies,
            IsUpgraded = name => options.Upgrade || upgraded.Contains(name),
            PreReleases = options.PreReleases,
        };
        return new ChangePackages(options, scope, output, cancellation).Run(asked);
    }
}
