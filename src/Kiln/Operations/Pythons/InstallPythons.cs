using Kiln.Engine;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Managed;
using Kiln.Engine.Managed.Downloads;
using Kiln.Engine.Projects;
using Kiln.Engine.Workers;
using Kiln.Terminal;

namespace Kiln.Operations.Pythons;

/// <summary>
/// <c>kiln python install</c>, <c>upgrade</c>: see what is there, download and unpack what is not, compile each beside the downloads of the others, link, report.
/// </summary>
internal sealed class InstallPythons(InstallPythonsOptions options, Output output, CancellationToken cancellation)
{
    private readonly PythonChanges _changes = new();
    private readonly List<(bool IsFatal, UserErrorException Problem)> _failures = [];
    private readonly Timeline _timeline = new(output.WriteDetail, TimeProvider.System);
    private bool _isDefault;
    private FsPath _pinFile;

    private PythonDownloadOptions Downloads => options.Global.PythonDownloads;

    private BuildPins Pins => new(Surroundings);

    private Surroundings Surroundings => options.Global.Surroundings;

    /// <summary>Does it and prints what was done; returns the exit code.</summary>
    public int Run()
    {
        if (options.IsDefault && options.Targets.Count > 1)
            throw new UserErrorException("the `--default` flag cannot be used with multiple targets") { IsUsage = true };
        long start = TimeProvider.System.GetTimestamp();
        using var progress = new ProgressLine(output, TimeProvider.System);
        var folder = new ManagedFolder(ManagedPlaces.FolderOf(options.Folder, Surroundings));
        using var held = folder.Lock(new LockWait(options.LockTimeout, cancellation), progress);
        var there = folder.List();
        var requests = Requests(there);
        if (requests.Count == 0)
            return TellNothingToDo();
        RefusePatches(requests);

        using var network = Downloads.OpenNetwork(options.Global);
        var list = new Lazy<PythonDownloads>(() => Downloads.ReadList(network, options.Global, cancellation).Of(Pins));
        var plan = InstallPlan.Make(options, requests, there, request => FindDownload(list.Value, request));
        if (Downloads.Policy == PythonDownloadPolicy.Never && plan.Downloads.Count > 0)
        {
            output.WriteMessage("Python downloads are not allowed (`python-downloads = \"never\"`). Change to `python-downloads = \"manual\"` to allow explicit installs.");
            return 1;
        }
        using var compiler = options.Compiles ? OpenCompiler(progress) : null;
        foreach (var python in plan.Satisfied)
            Complete(python, compiler);
        var installed = Install(plan, folder, Downloads.SourceOn(network, options.Global), progress, compiler);
        LinkAll([.. installed, .. plan.Satisfied], folder, requests);
        Report(requests, TimeProvider.System.GetElapsedTime(start));

        // Whoever waits for the folder need not wait for bytecode.
        held.Dispose();
        progress.Started("Compiling", 0);
        var libraries = compiler?.Finish() ?? [];
        progress.Finished();
        if (libraries.Count > 0)
            LibrariesText.Write(libraries, python => requests.Any(request => request.Request.Implementation is not null && request.IsSatisfiedBy(python)), output);
        return _failures.Exists(static failure => failure.IsFatal) || libraries.Any(static library => library.IsFailure) ? 1 : 0;
    }

    private IReadOnlyList<InstallRequest> Requests(IReadOnlyList<ManagedPython> there)
    {
        if (options.Request is { } wanted)
            return [new InstallRequest(wanted)];
        if (options.Targets.Count > 0)
            return [.. options.Targets.Select(text => InstallRequest.Parse(text, Surroundings))];
        if (options.Upgrade == UpgradeKind.Upgrade)
            return [.. there.DistinctBy(static each => each.Key.MinorName).Select(static each => InstallRequest.ForMinorOf(each.Key))];
        if (!options.Global.ReadsNoConfiguration && PythonPin.FindAll(options.Global.ProjectFolder, Surroundings) is { } pin)
        {
            _pinFile = pin.File;
            return [.. pin.Texts.Select(text => InstallRequest.Parse(text, Surroundings))];
        }
        _isDefault = true;
        return [new InstallRequest(PythonRequest.Any, IsOfEverything: options.IsReinstall)];
    }

    private int TellNothingToDo()
    {
        output.WriteMessage(options.Upgrade == UpgradeKind.Upgrade ? "There are no installed versions to upgrade" : $"`{_pinFile}` names no Python to install");
        return 0;
    }

    private void RefusePatches(IReadOnlyList<InstallRequest> requests)
    {
        if (options.Upgrade == UpgradeKind.None || requests.FirstOrDefault(static request => request.IsOfPatch) is not { } wrong)
            return;
        string command = options.Upgrade == UpgradeKind.Upgrade ? "kiln python upgrade" : "kiln python install --upgrade";
        throw new UserErrorException($"`{command}` only accepts minor versions, got: {PythonRequestText.Canonical(wrong.Request)}")
        {
            Hint = _pinFile.IsEmpty ? null : $"the version comes from `{_pinFile}`; change the patch version there to upgrade",
        };
    }

    private PythonDownload FindDownload(PythonDownloads list, InstallRequest request) =>
        list.Find(request.Request, PythonPlatform.OfMachine, request.IsOfEverything)
            ?? throw new UserErrorException($"no download found for {request.Text} on {PythonPlatform.OfMachine}")
            {
                Hint = Pins.Of(request.Request.Implementation ?? "cpython") is var (variable, build) ? $"`{variable}` admits only builds `{build}`"
                    : "`kiln python list --only-downloads --all-versions` shows what there is",
                IsUsage = true,
            };

    private LibraryCompiler OpenCompiler(IReporter progress) => new(
        new InterpreterCache(options.Global.Cache), options.Bytecode.ToOptions(options.Global.Cache) with { KeepAllResults = false }, new QuietReporter(progress), _timeline, cancellation);

    /// <summary>One that was there is compiled only once it is what it would be if it were installed now.</summary>
    private void Complete(ManagedPython python, LibraryCompiler? compiler)
    {
        try
        {
            PythonInstaller.Complete(python);
            compiler?.Add(python);
        }
        catch (UserErrorException problem)
        {
            _failures.Add((true, problem));
        }
    }

    private List<ManagedPython> Install(InstallPlan plan, ManagedFolder folder, PythonSource source, IReporter progress, LibraryCompiler? compiler)
    {
        var installed = new List<ManagedPython>();
        var before = folder.List().Select(static each => each.Key).ToHashSet();
        if (plan.Downloads.Count == 0)
            return installed;
        var failures = new PythonInstaller(folder, source, _timeline, progress).Install(plan.Downloads, Add, cancellation);
        foreach (var failure in failures)
        {
            _failures.Add((true, new UserErrorException($"failed to install {failure.Key}", failure.Problem) { Details = failure.Problem.Details, Hint = failure.Problem.Hint }));
        }
        return [.. installed.OrderBy(static each => each.Key, PythonKey.Preferred)];

        void Add(ManagedPython python)
        {
            compiler?.Add(python);
            lock (installed)
            {
                installed.Add(python);
                _changes.AddInstalled(python.Key, before.Contains(python.Key));
            }
        }
    }

    private void LinkAll(IReadOnlyList<ManagedPython> pythons, ManagedFolder folder, IReadOnlyList<InstallRequest> requests)
    {
        var there = folder.List();
        MinorVersionLink.Update(pythons, there);
        if (options.WithPrograms == false || BinFolder.Locate(Surroundings) is not { } bin)
            return;
        var change = new BinChange
        {
            IsForced = options.IsForced,
            IsReinstall = options.IsReinstall,
            IsDefault = options.IsDefault,
            IsUpgrade = options.Upgrade == UpgradeKind.Upgrade,
        };
        foreach (var python in pythons)
        {
            bool isThroughMinor = options.IsDefault || _isDefault || requests.Any(request => request.IsForMinorOf(python));
            var result = change.Apply(bin, python, isThroughMinor, there);
            if (result.Made.Count > 0)
            {
                _changes.AddInstalled(python.Key, wasThere: false);
                _changes.AddPrograms(python.Key, result.Made);
            }
            _failures.AddRange(result.Errors.Select(error => (options.WithPrograms == true, new UserErrorException($"failed to install the executable for {python.Key}", new UserErrorException(error)))));
            TellForeign(result.Foreign, python);
        }
    }

    private void TellForeign(List<FsPath> foreign, ManagedPython python)
    {
        if (foreign.Count == 0)
            return;
        string names = string.Join(", ", foreign.Select(static each => $"`{each}`"));
        string command = options.Upgrade == UpgradeKind.Upgrade ? $"use `kiln python install {python.Key.MinorText}{python.Key.ExecutableSuffix} --force`" : "use `--force`";
        string them = foreign.Count == 1 ? "is not managed by Kiln; {0} to replace it" : "are not managed by Kiln; {0} to replace them";
        var cause = new UserErrorException($"{(foreign.Count == 1 ? "the executable" : "the executables")} {names} {them.Replace("{0}", command, StringComparison.Ordinal)}");
        _failures.Add((options.WithPrograms == true, new UserErrorException($"failed to install the executable for {python.Key}", cause)));
    }

    private void Report(IReadOnlyList<InstallRequest> requests, TimeSpan elapsed)
    {
        if (_changes.Installed.Count == 0 && _failures.Count == 0)
            output.WriteMessage(NothingChanged(requests));
        PythonChangesText.Write("Installed", _changes.Installed, _changes, elapsed, output);
        foreach (var (isFatal, problem) in _failures)
        {
            if (isFatal)
                output.WriteError(problem);
            else
                output.Warn($"{problem.Message}: {problem.InnerException?.Message}");
        }
        if (_changes.Installed.Count > 0 && options.WithPrograms != false && BinFolder.Locate(Surroundings) is { } bin)
            PathAdvice.Tell(bin, Surroundings, output);
    }

    /// <summary>uv's sentences.</summary>
    private string NothingChanged(IReadOnlyList<InstallRequest> requests) => (options.Upgrade, requests.Count) switch
    {
        (UpgradeKind.Install, _) when _isDefault =>
            "The default Python installation is already on the latest supported patch release. Use `kiln python install <request>` to install another version.",
        (_, _) when _isDefault => "Python is already installed. Use `kiln python install <request>` to install another version.",
        (UpgradeKind.Upgrade, _) when options.Targets.Count == 0 => "All versions already on latest supported patch release",
        (UpgradeKind.None, 1) => $"{requests[0].Text} is already installed",
        (UpgradeKind.None, _) => "All requested versions already installed",
        (_, 1) => $"{requests[0].Text} is already on the latest supported patch release",
        _ => "All requested versions already on latest supported patch release",
    };
}
