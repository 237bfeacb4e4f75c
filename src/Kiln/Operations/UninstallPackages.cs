using Kiln.Engine;
using Kiln.Engine.Environments;
using Kiln.Engine.Index;
using Kiln.Engine.Installing;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary><c>kiln pip uninstall</c>.</summary>
internal static class UninstallPackages
{
    /// <summary>Does it and prints what was done; returns the exit code.</summary>
    public static int Run(UninstallPackagesOptions options, Output output, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(output, TimeProvider.System);
        foreach (string file in options.RequirementFiles.Where(AskedProjects.IsOne))
            output.Warn($"`{file}` names no packages to uninstall: what a project needs may be needed by others");
        var names = Names(options, cancellation);
        var environment = EnvironmentToChange.Find(options.Target, options.Global, output, cancellation);
        using var held = environment.Lock(options.Global, new LockWait(options.LockTimeout, cancellation), progress);
        long start = TimeProvider.System.GetTimestamp();
        var installed = environment.Installed().ToLookup(package => package.Name);
        var found = names.SelectMany(name => installed[name]).ToList();
        foreach (string name in names.Where(name => !installed[name].Any()))
            output.Warn($"`{name}` is not installed");
        if (found.Count == 0)
        {
            output.Warn("no packages to uninstall");
            return 0;
        }
        var plan = new InstallPlan(found, [], []);
        if (options.DryRun)
            return ChangeText.WouldChange(plan, isCheck: false, output);
        var remover = new WheelRemover(environment.Target);
        var removals = found.Select(package => remover.Plan(package)).ToList();
        foreach (string warning in removals.SelectMany(removal => removal.Warnings))
            output.Warn(warning);
        new WheelInstaller(environment.Target, new FileLinker(LinkMode.Clone, progress), progress).Change(removals, [], cancellation);
        ChangeText.Changed(plan, TimeProvider.System.GetElapsedTime(start), output);
        return 0;
    }

    private static List<string> Names(UninstallPackagesOptions options, CancellationToken cancellation)
    {
        using var network = Network.Open(
            options.Network with { IsOffline = options.Global.Offline }, new RefreshRule(), options.Global.Surroundings, options.Global.Cache, TimeProvider.System);
        var context = new RequirementsContext
        {
            WorkingFolder = options.Global.CurrentFolder,
            Environment = options.Global.Surroundings.Variable,
            Read = file => network.ReadRequirements(file, cancellation),
        };
        var entries = options.Packages.Select(word => RequirementsEntry.Parse(word, options.Global.CurrentFolder))
            .Concat(RequirementsFile.Read(options.RequirementFiles.Where(static file => !AskedProjects.IsOne(file)), [], context).Requirements).ToList();
        if (entries.Find(entry => entry.Name is null) is { } nameless)
            throw new UserErrorException($"`{nameless}` does not tell the name of a package to uninstall") { IsUsage = true };
        return [.. entries.Select(entry => InstalledPackages.NormalizeName(entry.Name!.ToString())).Distinct()];
    }
}
