using Kiln.Engine;
using Kiln.Engine.Environments;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Projects;
using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;
using Kiln.Terminal;

namespace Kiln.Operations.Pythons;

/// <summary><c>kiln python find</c>: the Python that a command would use, never one that would have to be downloaded.</summary>
internal static class FindPython
{
    /// <summary>Prints it; returns the exit code.</summary>
    public static int Run(FindPythonOptions options, Output output)
    {
        var global = options.Global;
        var (request, required) = Wanted(options);
        var interpreters = new InterpreterCache(global.Cache);
        var found = options.IsSystem ? new EnvironmentFinder(interpreters, global.Surroundings, global.PythonPreference).Find(request, isSystem: true).Interpreter
            : new InterpreterFinder(interpreters, global.Surroundings, global.PythonPreference).Find(request).Interpreter;
        if (required is not null && VersionSpecifiers.TryParse(required, out var versions, out _) && !versions.Contains(PyVersion.Parse(found.Markers.PythonFullVersion.TrimEnd('+'))))
            output.Warn($"the Python that was found, {found.Version}, is incompatible with the project's Python requirement: `{required}`");
        var path = options.ResolvesLinks ? FileSystem.RealPath(found.Executable) : found.Executable;
        output.WriteData(options.ShowsVersion ? found.Version.ToString() : path.ToString());
        return 0;
    }

    private static string? RequiredByScript(FindPythonOptions options)
    {
        var file = options.Global.Surroundings.Absolute(options.Script);
        var error = FileSystem.ReadAll(file, out byte[] content);
        return error.IsError ? throw UserErrorException.ForFile("read", file, error) : ScriptMetadata.RequiresPython(FileLocation.Parse(file.ToSystemString(), options.Global.CurrentFolder), content);
    }

    private static (PythonRequest Request, string? Required) Wanted(FindPythonOptions options)
    {
        var (global, surroundings) = (options.Global, options.Global.Surroundings);
        if (!options.Script.IsEmpty)
            return (Parsed(RequiredByScript(options)), null);
        string? required = options.NoProject ? null : ProjectFile.Find(global.ProjectFolder)?.RequiresPython;
        if (options.Request is { } text)
            return (PythonRequestParser.Parse(text, surroundings), required);
        var pin = global.ReadsNoConfiguration ? null : PythonPin.Find(global.ProjectFolder, surroundings);
        return (pin?.Request(surroundings) ?? Parsed(required), required);

        PythonRequest Parsed(string? versions) => versions is not null && PythonRequestParser.Parse(versions, surroundings) is { IsConstraint: true } parsed ? parsed : PythonRequest.Any;
    }
}
