using Kiln.Engine;
using Kiln.Engine.Interpreters;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>
/// Finds who compiles what is installed. Bytecode belongs to an implementation and its minor version, not to a platform: a folder that is filled for
/// another version needs an interpreter of that version.
/// </summary>
internal sealed class CompilingInterpreter(ChangePackagesOptions options, Output output)
{
    /// <summary>The interpreter; null if nothing is to be compiled, or nobody is there who could, which is said.</summary>
    /// <exception cref="UserErrorException">Compiling was asked for, and nobody is there who could.</exception>
    public InterpreterInfo? Find(EnvironmentToChange environment, TargetPython target)
    {
        if (!options.Compile.IsOn)
            return null;
        var own = environment.Interpreter;
        string version = target.Markers.PythonVersion;
        // What lies in an environment is run by its own Python, for whichever version it was chosen.
        if (environment.Folder.IsEmpty || version == own.Markers.PythonVersion)
            return own;
        var request = new PythonRequest
        {
            Text = $"{own.ImplementationName}@{version}",
            Implementation = own.ImplementationName,
            Versions = ReleaseRange.TryParse(version, out var range) ? range : null,
        };
        if (new InterpreterFinder(new InterpreterCache(options.Global.Cache), options.Global.Surroundings, options.Global.PythonPreference).FindOfKind(request) is { } found)
        {
            output.WriteDetail($"Compiling with {found.Interpreter.DisplayName} at `{found.Interpreter.Executable}`");
            return found.Interpreter;
        }
        string wanted = $"{own.Markers.PlatformPythonImplementation} {version}";
        if (options.Compile.IsAskedFor)
            throw new UserErrorException($"cannot compile for {wanted}: there is no such interpreter") { Hint = "install it, or leave compiling out with `--no-compile-bytecode`" };
        output.WriteMessage($"Bytecode not compiled: there is no {wanted} here to do it");
        return null;
    }
}
