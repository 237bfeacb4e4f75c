using System.Text;
using Kiln.Engine;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Pins;
using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary><c>kiln pip compile</c>: read what is asked, resolve, write the versions down.</summary>
internal sealed class CompileRequirements(CompileRequirementsOptions options, Output output, CancellationToken cancellation)
{
    private PinFormat Format => options.Format ?? (HasSuffix(".toml"u8) ? PinFormat.Pylock : PinFormat.RequirementsTxt);

    /// <summary>Does it; returns the exit code.</summary>
    public int Run()
    {
        RefuseFileName();
        using var network = options.OpenNetwork();
        var read = (FileLocation file) => network.ReadRequirements(file, cancellation);
        var asked = AskedPackages.Read([], options.Sources, options, read);
        var rules = VersionRules.Read(options.Versions, options, read);
        var target = TargetPython.Of(FindInterpreter(), options.PythonVersion, options.PythonPlatform);
        using var progress = new ProgressLine(output, TimeProvider.System);
        using var wheels = WheelCache.Open(options.Global.Cache, options.Trust, cancellation);

        long start = TimeProvider.System.GetTimestamp();
        var resolving = new ResolveRequirements(options, rules, asked, target);
        using var source = resolving.OpenSource(network, wheels, progress, cancellation);
        var locked = ReadLocked(rules);
        var packages = resolving.Solve(source, locked.Versions, cancellation).Packages;
        ChangeText.Resolved(packages.Count, TimeProvider.System.GetElapsedTime(start), output);

        var text = new PinsText(options, asked, new MarkerValues(target.Markers));
        var pins = new PinMaker(new PinRequest
        {
            Origins = new PinOrigins(options.Global.CurrentFolder, new MarkerValues(target.Markers)).Of(asked, rules),
            References = asked.References,
            Locked = locked,
            Uploads = resolving.Places.Uploads(TimeProvider.System),
            Markers = new MarkerValues(target.Markers),
            LowestPython = Format == PinFormat.Pylock ? null : Python(target),
            Tags = target.Tags,
            Sha256Of = wheel => source.Unpack([wheel])[0].Sha256,
            WithHashes = options.WithHashes,
            WithFiles = Format == PinFormat.Pylock,
            IndexText = resolving.Places.GivenText,
            WithSources = name => !text.IsOnlyBinary(name),
        }).Make(packages).Where(pin => !options.Unlisted.Contains(pin.Name)).ToList();
        string body = Format == PinFormat.Pylock ? Pylock.Of(pins, Python(target), PlaceOfOutput.Parent) : text.Preamble(resolving.Places, packages) + RequirementsTxt.Of(pins, options.Style);
        WarnOfUnsaid();
        Write(text.Head() + body + text.Foot(packages));
        return 0;
    }

    private PyVersion Python(TargetPython target) => options.PythonVersion ?? target.Version;

    private FsPath PlaceOfOutput => options.OutputFile.IsEmpty ? options.Global.CurrentFolder / "-" : options.Global.Surroundings.Absolute(options.OutputFile);

    private bool HasSuffix(ReadOnlySpan<byte> suffix) => options.OutputFile.Bytes.EndsWith(suffix);

    private void RefuseFileName()
    {
        string name = Encoding.UTF8.GetString(options.OutputFile.Name);
        if (name.Equals("pyproject.toml", StringComparison.OrdinalIgnoreCase))
            throw new UserErrorException("`pyproject.toml` is not a supported output format for `kiln pip compile` (only `requirements.txt`-style output is supported)") { IsUsage = true };
        if (name.Length > 0 && Format == PinFormat.Pylock && !Pylock.IsFileName(name))
            throw new UserErrorException($"the output file has to be called `pylock.toml` or `pylock.NAME.toml`, NAME without dots, as PEP 751 wants it; found `{name}`") { IsUsage = true };
    }

    /// <summary>A lock file has no place for what these options ask for; in uv's words.</summary>
    private void WarnOfUnsaid()
    {
        if (Format != PinFormat.Pylock)
            return;
        (string Name, bool IsGiven)[] unsaid =
        [
            ("--emit-marker-expression", options.WithMarkerExpression), ("--emit-index-url", options.WithIndexUrls), ("--emit-find-links", options.WithFindLinks),
            ("--emit-build-options", options.WithBuildOptions), ("--emit-index-annotation", options.Style.WithIndexes),
        ];
        foreach (var (name, _) in unsaid.Where(each => each.IsGiven))
            output.Warn($"the `{name}` option is not supported for `pylock.toml` output");
    }

    /// <summary>The one that is named; of versions the nearest there is: nothing is run with it, it only tells what markers and tags are.</summary>
    private InterpreterInfo FindInterpreter()
    {
        var surroundings = options.Global.Surroundings;
        var finder = new PinInterpreter(new InterpreterCache(options.Global.Cache), surroundings);
        var found = finder.Find(options.Target, options.PythonVersion);
        output.WriteDetail($"Using {found.DisplayName} at `{found.Executable}`");
        return found;
    }

    private LockedVersions ReadLocked(VersionRules rules)
    {
        if (options.OutputFile.IsEmpty || options.Versions.Upgrade || !FileSystem.Exists(PlaceOfOutput))
            return LockedVersions.None;
        var context = AskedPackages.ContextOf(options, RequirementsContext.ReadLocal);
        string file = PlaceOfOutput.ToSystemString();
        return Format == PinFormat.Pylock ? LockedVersions.ReadPylock(file, context, IsKept) : LockedVersions.ReadRequirements(file, context, IsKept);

        bool IsKept(PackageName name) => !rules.IsUpgraded(name);
    }

    private void Write(string content)
    {
        if (options.OutputFile.IsEmpty || output.Settings.Quiet == 0)
            output.WritePins(content);
        if (options.OutputFile.IsEmpty)
            return;
        // Through links, as uv: who linked the file wants to have it there.
        var file = FileSystem.Exists(PlaceOfOutput) ? FileSystem.RealPath(PlaceOfOutput) : PlaceOfOutput;
        _ = FileSystem.MakeFolders(file.Parent);
        var error = FileSystem.ReplaceAll(file, Encoding.UTF8.GetBytes(content));
        if (error.IsError)
            throw UserErrorException.ForFile("write", options.OutputFile, error);
    }
}
