using Kiln.Engine.Interpreters.Places;
using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters;

/// <summary>Finds the interpreter for work that needs no more than one: compiling files, making an environment.</summary>
public sealed class InterpreterFinder(InterpreterCache interpreters, Surroundings surroundings)
{
    /// <summary>
    /// The interpreter that a request names. Else the first that satisfies it: of the environment around <paramref name="near"/> (the
    /// first path to compile), of the active, conda's or the project's environment, on PATH, or among the managed ones.
    /// </summary>
    public FoundInterpreter Find(PythonRequest request, FsPath? near = null)
    {
        var search = new InterpreterSearch(interpreters, request);
        if (request.Path is { } path)
            return search.AtPath(path);
        var searchPath = new SearchPath(surroundings);
        if (request.ExecutableName is { } name)
        {
            return search.Find(searchPath.FindNamed(name))
                ?? throw NotFound($"no interpreter found for the executable name `{name}` on PATH", search);
        }
        IPythonPlace[] places =
        [
            .. near is { } start ? [new SurroundingEnvironment(surroundings.Absolute(start))] : Array.Empty<IPythonPlace>(),
            new ActiveEnvironment(surroundings),
            new CondaEnvironment(surroundings, isBase: false),
            new ProjectEnvironment(surroundings),
            new CondaEnvironment(surroundings, isBase: true),
            searchPath,
            ManagedPythons.OfKiln(surroundings),
            ManagedPythons.OfUv(surroundings),
        ];
        return search.Find(places)
            ?? throw NotFound($"no interpreter found for {request.Wanted} in {string.Join(", ", places.Select(place => place.Name))}", search);
    }

    private static UserErrorException NotFound(string message, InterpreterSearch search) => new(message)
    {
        Details = search.PassedOver,
        Hint = "give the path of a Python executable with `-p`",
        IsUsage = true,
    };
}
