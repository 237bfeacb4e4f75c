using Kiln.Engine;
using Kiln.Engine.Environments;
using Kiln.Engine.Installing;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Tags;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>
/// What <c>pip install</c> and <c>pip sync</c> have in common: find the environment, lock it, resolve, plan, unpack, link, tell; then, with the lock
/// released, compile.
/// </summary>
internal sealed class ChangePackages(ChangePackagesOptions options, ChangeScope scope, Output output, CancellationToken cancellation)
{
    private readonly GlobalOptions _global = options.Global;

    /// <summary>Does it and prints what was done; returns the exit code.</summary>
    public int Run(AskedPackages asked)
    {
        RefuseForeign();
        using var progress = new ProgressLine(output, TimeProvider.System);
        var environment = EnvironmentToChange.Find(options.Target, _global, output);
        List<InstalledPackage> added;
        using (environment.Lock(_global, new LockWait(options.LockTimeout, cancellation), progress))
        using (var wheels = WheelCache.Open(_global.Cache, new WheelTrust { Record = options.RecordVerification }, cancellation))
        {
            long start = TimeProvider.System.GetTimestamp();
            var installed = environment.Installed();
            var source = new FolderSource(Folders(asked), TagsOf(environment), asked.HashesOf, wheels, progress);
            var chosen = Resolve(asked, environment, installed, source);
            ChangeText.Resolved(chosen.Count, TimeProvider.System.GetElapsedTime(start), output);

            var plan = InstallPlan.Make(installed, chosen, IsReinstalled, scope.IsExact);
            if (plan.IsEmpty)
                ChangeText.Audited(chosen.Count, TimeProvider.System.GetElapsedTime(start), output);
            if (options.DryRun || options.Check)
                return ChangeText.WouldChange(plan, options.Check, output);
            added = plan.IsEmpty ? [] : Carry(plan, asked, environment, source, progress);
        }
        return options.Compile.IsOn ? new CompileInstalled(options, scope, output, cancellation).Run(environment, added) : 0;
    }

    private IReadOnlyList<Candidate> Resolve(AskedPackages asked, EnvironmentToChange environment, IReadOnlyList<InstalledPackage> installed, FolderSource source)
    {
        var request = new ResolutionRequest
        {
            Requirements = asked.Requirements,
            Constraints = asked.Constraints,
            Markers = new MarkerValues(environment.Interpreter.Markers),
            Python = PyVersion.Parse(environment.Interpreter.Markers.PythonFullVersion.TrimEnd('+')),
            WithDependencies = scope.WithDependencies,
            PreReleases = asked.Said.AllowsPreReleases ? PreReleaseMode.Allow : scope.PreReleases,
        };
        var preferring = new InstalledSource(installed, source, name => !IsReinstalled(name) && !scope.IsUpgraded(name));
        var solution = new Resolver(preferring, request).Solve(asked.Named);
        if (solution.Conflict is { } conflict)
        {
            throw new UserErrorException($"no solution found: {conflict}")
            {
                Hint = options.Index.NoIndex || options.Index.FindLinks.Count > 0 ? null
                    : "package indexes are not asked yet: give folders of wheels with `--find-links`",
            };
        }
        return solution.Candidates;
    }

    /// <summary>Changes the environment; returns what was added.</summary>
    private List<InstalledPackage> Carry(InstallPlan plan, AskedPackages asked, EnvironmentToChange environment, FolderSource source, ProgressLine progress)
    {
        long start = TimeProvider.System.GetTimestamp();
        var unpacked = source.Unpack(plan.Add);
        if (plan.Add.Count > 0)
            ChangeText.Prepared(plan.Add.Count, TimeProvider.System.GetElapsedTime(start), output);

        start = TimeProvider.System.GetTimestamp();
        var planner = new WheelPlanner(environment.Target, options.WritesInstallerMetadata);
        var remover = new WheelRemover(environment.Target);
        var removals = plan.Remove.Select(remover.Plan).ToList();
        foreach (string warning in removals.SelectMany(removal => removal.Warnings))
            output.Warn(warning);
        var wheels = plan.Add.Select((candidate, index) => planner.Plan(new InstallRequest(
            unpacked[index], asked.IsNamed(candidate.FileName.Name), candidate.Url is { } url ? DirectUrl.OfArchive(url, unpacked[index].Sha256) : null))).ToList();
        progress.Started("Installing", wheels.Sum(wheel => wheel.Links.Count));
        new WheelInstaller(environment.Target, new FileLinker(options.LinkMode ?? LinkMode.Clone, progress), progress).Change(removals, wheels, cancellation);
        progress.Finished();
        ChangeText.Changed(plan, TimeProvider.System.GetElapsedTime(start), output);
        return [.. wheels.Select(wheel => InstalledPackageOf(wheel))];
    }

    private static InstalledPackage InstalledPackageOf(PlannedWheel wheel) => new()
    {
        Name = InstalledPackages.NormalizeName(wheel.Name),
        Version = wheel.Request.Wheel.Metadata.Version,
        SitePackages = wheel.Record.Target.Parent.Parent,
        Metadata = wheel.Record.Target.Parent,
        IsEggInfo = false,
    };

    private bool IsReinstalled(PackageName name) => options.Reinstall || options.ReinstallPackages.Contains(name.ToString());

    private List<FsPath> Folders(AskedPackages asked)
    {
        var places = options.Index.FindLinks.Select(text => FileLocation.Parse(text, _global.CurrentFolder)).Concat(asked.Said.FindLinks).ToList();
        if (places.Find(place => place.IsRemote) is { } remote)
            throw new UserErrorException($"`{remote}` is a page of links, which is not read yet; `--find-links` takes folders today");
        return [.. places.Select(place => place.Path)];
    }

    private static CompatibilityTags TagsOf(EnvironmentToChange environment) => new(InterpreterTagSource.Of(environment.Interpreter));

    private void RefuseForeign()
    {
        if (options.PythonVersion is not null || options.PythonPlatform is not null)
            throw new UserErrorException("installing for another Python or platform (`--python-version`, `--python-platform`) is not there yet") { IsUsage = true };
        if (options.Groups.Count > 0 || options.Extras.Count > 0 || options.AllExtras)
            throw new UserErrorException("`--group`, `--extra` and `--all-extras` read projects, which is not there yet") { IsUsage = true };
    }
}
