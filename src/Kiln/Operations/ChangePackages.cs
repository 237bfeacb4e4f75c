using Kiln.Engine.Bytecode;
using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Environments;
using Kiln.Engine.Index;
using Kiln.Engine.Installing;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;
using Kiln.Engine.Workers;
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
    public int Run(AskedPackages asked, Network network)
    {
        using var progress = new ProgressLine(output, TimeProvider.System);
        var environment = EnvironmentToChange.Find(options.Target, _global, output, cancellation);
        var target = TargetPython.Of(environment.Interpreter, options.PythonVersion, options.PythonPlatform);
        using var compiling = options.IsOnlyPlanned ? null : PrepareCompiling(environment, target);
        var done = new InstalledWheels();
        using (environment.Lock(_global, new LockWait(options.LockTimeout, cancellation), progress))
        using (var wheels = WheelCache.Open(_global.Cache, options.Trust, cancellation))
        {
            long start = TimeProvider.System.GetTimestamp();
            var installed = environment.Installed();
            var resolving = new ResolveRequirements(options, scope.Versions, asked, target);
            using var source = resolving.OpenSource(network, wheels, progress, cancellation);
            var chosen = asked.Lock is { } locked ? AskedLock.Choose(locked, options, target) : Resolve(resolving, installed, source);

            var plan = InstallPlan.Make(installed, chosen, options.IsReinstalled, scope.IsExact);
            if (plan.IsEmpty)
                ChangeText.Audited(chosen.Count, TimeProvider.System.GetElapsedTime(start), output);
            if (options.Report is { } report)
                new ReportInstall(asked, target.Markers, output).Write(plan.Add, source, _global.Surroundings, report);
            if (!plan.IsEmpty && !options.IsOnlyPlanned)
                done = Carry(plan, asked, environment, source, compiling, progress);
            if (options.Format == OutputFormat.Json)
                output.WriteJson(ChangesDocument.Of(plan, options.IsOnlyPlanned), JsonDocuments.Default.ChangesDocument);
            if (options.IsOnlyPlanned)
                return ChangeText.WouldChange(plan, options.Check, output);
        }
        if (options.Strict)
            WarnOfFaults(environment, target);
        return compiling is null ? 0 : new CompileInstalled(options, scope, output, cancellation).Run(environment, compiling.Interpreter, done, compiling.Cache);
    }

    private IReadOnlyList<Candidate> Resolve(ResolveRequirements resolving, IReadOnlyList<InstalledPackage> installed, IndexSource source)
    {
        long start = TimeProvider.System.GetTimestamp();
        var preferring = new InstalledSource(installed, source, name => !options.IsReinstalled(name) && !scope.Versions.IsUpgraded(name));
        var chosen = resolving.Solve(preferring, new Dictionary<PackageName, PyVersion>(), cancellation).Candidates;
        ChangeText.Resolved(chosen.Count, TimeProvider.System.GetElapsedTime(start), output);
        return chosen;
    }

    /// <summary>Changes the environment; returns what was added, and what of its bytecode came out of the cache.</summary>
    private InstalledWheels Carry(
        InstallPlan plan,
        AskedPackages asked,
        EnvironmentToChange environment,
        IndexSource source,
        InstallCompiling? compiling,
        ProgressLine progress)
    {
        long start = TimeProvider.System.GetTimestamp();
        var unpacked = source.Unpack(plan.Add, compiling?.Ahead);
        compiling?.Ahead?.Stop();
        var kept = compiling?.Cache is { } cache ? KeptLookup.Start(unpacked, cache, wheel => options.IsRefreshed(wheel.FileName.Name), compiling.Ahead) : null;
        if (plan.Add.Count > 0)
            ChangeText.Prepared(plan.Add.Count, TimeProvider.System.GetElapsedTime(start), output);

        start = TimeProvider.System.GetTimestamp();
        var planner = new WheelPlanner(environment.Target, options.WritesInstallerMetadata);
        var remover = new WheelRemover(environment.Target);
        var removals = plan.Remove.Select(package => remover.Plan(package, mayLackRecord: true)).ToList();
        foreach (string warning in removals.SelectMany(removal => removal.Warnings))
            output.Warn(warning);
        var requests = plan.Add.Select((candidate, index) => new InstallRequest(
            unpacked[index], asked.IsNamed(candidate.FileName.Name), candidate.Url is { } url ? DirectUrl.OfArchive(url, unpacked[index].Sha256) : null)).ToList();
        var wheels = planner.Plan(requests, progress);
        var bytecode = kept is null ? null : PlanBytecode(wheels, kept, compiling!.Interpreter);
        wheels = bytecode?.Wheels ?? wheels;
        var linker = bytecode is null ? null : new BytecodeLinker(bytecode, BytecodeFormat.Of(compiling!.Interpreter), options.Bytecode.Level);
        progress.Started("Installing", wheels.Sum(wheel => wheel.Links.Count));
        new WheelInstaller(environment.Target, new FileLinker(options.LinkMode ?? LinkMode.Clone, progress), progress, source.RenewalOf(plan.Add), linker)
            .Change(removals, wheels, cancellation);
        progress.Finished();
        ChangeText.Changed(plan, TimeProvider.System.GetElapsedTime(start), output);
        WarnOfForeignCommands(unpacked);
        return new InstalledWheels { Packages = [.. wheels.Select(InstalledPackageOf)], Bytecode = bytecode, Ahead = compiling?.Ahead, Linker = linker };
    }

    /// <summary>Who compiles; null if nobody does.</summary>
    private InstallCompiling? PrepareCompiling(EnvironmentToChange environment, TargetPython target)
    {
        if (new CompilingInterpreter(options, output).Find(environment, target) is not { } interpreter)
            return null;
        var cache = BytecodeCache.Open(_global.Cache, interpreter, options.Bytecode.ToOptions(_global.Cache), options.Refresh, _global.BytecodeCacheBytes);
        return new InstallCompiling(interpreter, cache, cache is null ? null : CompileAhead(environment, interpreter, cache));
    }

    private ArrivalCompiler CompileAhead(EnvironmentToChange environment, InterpreterInfo interpreter, BytecodeCache cache) => new(
        new ArrivalCompilation
        {
            Planner = new WheelPlanner(environment.Target),
            Interpreter = interpreter,
            Options = options.Bytecode.ToOptions(_global.Cache),
            Cache = cache,
            IsRefreshed = wheel => options.IsRefreshed(wheel.FileName.Name),
            Timeline = new Timeline(output.WriteDetail, TimeProvider.System),
        },
        cancellation);

    private BytecodePlan PlanBytecode(IReadOnlyList<PlannedWheel> wheels, KeptLookup kept, InterpreterInfo interpreter) =>
        BytecodePlan.Make(wheels, kept, new PycNaming(BytecodeFormat.Of(interpreter).CacheTag, options.Bytecode.CachePrefix), options.Bytecode.Level);

    private static InstalledPackage InstalledPackageOf(PlannedWheel wheel) => new()
    {
        Name = InstalledPackages.NormalizeName(wheel.Name),
        Version = wheel.Request.Wheel.Metadata.Version,
        SitePackages = wheel.Record.Target.Parent.Parent,
        Metadata = wheel.Record.Target.Parent,
        IsEggInfo = false,
    };

    /// <summary>Commands are made for the system that Kiln runs on, as uv makes them: what starts them elsewhere, and from which folder, nobody can know here.</summary>
    private void WarnOfForeignCommands(IReadOnlyList<UnpackedWheel> wheels)
    {
        if (options.PythonPlatform is { } platform && platform.IsWindows != OperatingSystem.IsWindows() && wheels.FirstOrDefault(wheel => wheel.EntryPoints.Count > 0) is { } wheel)
            output.Warn($"the commands of `{wheel.FileName.Name}` and others start on this system, not on {platform.System}; `python -m` runs them there");
    }

    private void WarnOfFaults(EnvironmentToChange environment, TargetPython target)
    {
        var check = new EnvironmentCheck(new MarkerValues(target.Markers), target.Version, target.Tags);
        foreach (string fault in check.Find(InstalledDistribution.Find([environment.Target.Purelib, environment.Target.Platlib])))
            output.Warn(fault);
    }
}
