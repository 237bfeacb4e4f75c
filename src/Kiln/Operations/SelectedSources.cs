using Kiln.Engine;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Environments;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>The sources that the user's words mean, on this machine, and the interpreter whose bytecode they need.</summary>
internal sealed record SelectedSources(InterpreterInfo Interpreter, SourceSelection Sources)
{
    /// <summary>Looks up what was named.</summary>
    /// <exception cref="UserErrorException">Something named is not there.</exception>
    public static SelectedSources Find(TreeSelection selection, GlobalOptions options, Output output)
    {
        RequirePaths(selection, options);
        var interpreter = FindInterpreter(selection, options);
        output.WriteDetail($"Using {interpreter.DisplayName} at `{interpreter.Executable}`");
        var sources = OfPaths(selection, options) with
        {
            Roots = [.. Roots(selection, interpreter)],
            Files = selection.Installed || selection.Packages.Count > 0 ? RecordedFiles(selection, interpreter, output) : [],
            FileHomes = [.. interpreter.SitePackages.Where(FileSystem.IsFolder)],
            Exclude = [.. selection.Exclude, .. selection.StandardLibrary ? SitePackagesNames : []],
        };
        return new SelectedSources(interpreter, sources);
    }

    /// <summary>The same for work that needs no interpreter where paths are named.</summary>
    public static SourceSelection FindSources(TreeSelection selection, GlobalOptions options, Output output)
    {
        bool isPathsOnly = selection.Paths.Count > 0 && !selection.StandardLibrary && !selection.Installed && selection.Packages.Count == 0;
        if (!isPathsOnly)
            return Find(selection, options, output).Sources;
        RequirePaths(selection, options);
        return OfPaths(selection, options);
    }

    private static SourceSelection OfPaths(TreeSelection selection, GlobalOptions options) =>
        new() { Roots = selection.Paths, Exclude = selection.Exclude, CurrentFolder = options.CurrentFolder };

    // Folders for packages that lie inside the standard library's own.
    private static readonly string[] SitePackagesNames = ["site-packages", "dist-packages"];

    /// <summary>Files and standard libraries need an interpreter, of wherever; what is installed needs its environment.</summary>
    private static InterpreterInfo FindInterpreter(TreeSelection selection, GlobalOptions options)
    {
        var interpreters = new InterpreterCache(options.Cache);
        var request = PythonRequestParser.ParseOption(selection.Python, options.Surroundings);
        if (selection.IsOfEnvironment)
            return new EnvironmentFinder(interpreters, options.Surroundings, options.PythonPreference).Find(request).Interpreter;
        FsPath? near = selection.Paths.Count > 0 ? selection.Paths[0] : null;
        return new InterpreterFinder(interpreters, options.Surroundings, options.PythonPreference).Find(request, near).Interpreter;
    }

    private static IEnumerable<FsPath> Roots(TreeSelection selection, InterpreterInfo interpreter)
    {
        if (selection.StandardLibrary)
            return [.. selection.Paths, interpreter.Paths.Stdlib, interpreter.Paths.Platstdlib];
        bool isWholeEnvironment = selection.Paths.Count == 0 && !selection.Installed && selection.Packages.Count == 0;
        return isWholeEnvironment ? interpreter.SitePackages.Where(FileSystem.IsFolder) : selection.Paths;
    }

    private static List<FsPath> RecordedFiles(TreeSelection selection, InterpreterInfo interpreter, Output output)
    {
        var installed = InstalledPackages.Find(interpreter.SitePackages);
        var wanted = selection.Packages.Select(InstalledPackages.NormalizeName).ToHashSet();
        if (wanted.Except(installed.Select(package => package.Name)).FirstOrDefault() is { } missing)
            throw new UserErrorException($"`{missing}` is not installed in `{interpreter.Prefix}`");
        var files = new List<FsPath>();
        foreach (var package in installed.Where(package => wanted.Count == 0 || wanted.Contains(package.Name)))
        {
            var recorded = RecordedSources.Read(package);
            files.AddRange(recorded.Paths);
            if (recorded.State != RecordState.Read)
                output.Warn(Problem(package, recorded));
        }
        return files;
    }

    private static string Problem(InstalledPackage package, RecordedSources recorded) => recorded.State switch
    {
        RecordState.Missing => $"`{package.Name}` has no RECORD in `{package.Metadata}`, so its files are not known",
        RecordState.Unreadable => $"cannot read `{package.Record}`: {recorded.Error.Reason}",
        _ => $"`{package.Record}` is cut off; what it lists before that was taken",
    };

    private static void RequirePaths(TreeSelection selection, GlobalOptions options)
    {
        foreach (var path in selection.Paths)
        {
            var error = FileSystem.Stat(options.Surroundings.Absolute(path), follow: true, out var status);
            if (error.IsError)
                throw new UserErrorException($"cannot find `{path}`: {error.Reason}") { IsUsage = true };
            if (status.Kind != FileKind.Folder && !path.Bytes.EndsWith(".py"u8))
                throw new UserErrorException($"`{path}` is no Python source: its name does not end in `.py`") { IsUsage = true };
        }
    }
}
