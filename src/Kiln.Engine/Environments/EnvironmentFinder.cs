using Kiln.Engine.Interpreters;
using Kiln.Engine.Interpreters.Places;

namespace Kiln.Engine.Environments;

/// <summary>
/// Finds the environment that a command of <c>kiln pip</c> works on, by uv's rules: a path that was given is taken as it is; versions and
/// names are looked up among environments; Pythons of the system only with <c>--system</c>.
/// </summary>
public sealed class EnvironmentFinder(InterpreterCache interpreters, Surroundings surroundings, PythonPreference preference = PythonPreference.Managed)
{
    /// <summary>
    /// The environment for a request; <paramref name="isSystem"/> is <c>--system</c>. Commands that only look take a Python of the system
    /// too, where there is no environment (<paramref name="mayFallBack"/>).
    /// </summary>
    public PyEnvironment Find(PythonRequest request, bool isSystem = false, bool mayFallBack = false)
    {
        // Among the places of environments no proof is asked for: conda's have no pyvenv.cfg, and are environments all the same.
        bool isAnywhere = isSystem || (request.ExecutableName is not null && !mayFallBack);
        var search = new InterpreterSearch(interpreters, request, isAnywhere ? interpreter => interpreter.IsVirtualEnvironment != isSystem : null);
        if (request.Path is { } path)
            return ToEnvironment(search.AtPath(path));
        var found = request.ExecutableName is { } name ? search.Find(new SearchPath(surroundings).FindNamed(name))
            : search.Find(isSystem ? SystemPlaces() : mayFallBack ? [.. EnvironmentPlaces(), .. SystemPlaces()] : EnvironmentPlaces());
        return ToEnvironment(found ?? throw NotFound(request, isSystem, search));
    }

    private IPythonPlace[] EnvironmentPlaces() =>
        [new ActiveEnvironment(surroundings), new CondaEnvironment(surroundings, isBase: false), new ProjectEnvironment(surroundings)];

    private IPythonPlace[] SystemPlaces() => InstalledPythons.Places(surroundings, preference);

    private static PyEnvironment ToEnvironment(FoundInterpreter found) => new(found.Interpreter, found.Place);

    private static UserErrorException NotFound(PythonRequest request, bool isSystem, InterpreterSearch search)
    {
        string wanted = request.ExecutableName is { } name ? $" for the executable name `{name}`" : request.IsConstraint ? $" for {request.Wanted}" : "";
        return new UserErrorException(isSystem ? $"no system Python found{wanted}" : $"no virtual environment found{wanted}")
        {
            Details = search.PassedOver,
            Hint = isSystem ? "give the path of a Python executable with `-p`"
                : "run `kiln venv` to create an environment, or pass `--system` to install into a non-virtual environment",
            IsUsage = true,
        };
    }
}
