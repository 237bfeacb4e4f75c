using Kiln.Engine.Interpreters.Places;
using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters;

/// <summary>Finds the interpreter for work that needs no more than one: compiling files, making an environment.</summary>
public sealed class InterpreterFinder(InterpreterCache interpreters, Surroundings surroundings, PythonPreference preference = PythonPreference.Managed)
{
    /// <summary>
    /// The interpreter that a request names. Else the first that satisfies it: of the environment around <paramref name="near"/> (the
    /// first path to compile), of the active, conda's or the project's environment, among the managed ones, or on PATH.
    /// </summary>
    public FoundInterpreter Find(PythonRequest request, FsPath? near = null)
    {
        var search = new InterpreterSearch(interpreters, request);
        if (request.Path is { } path)
            return search.AtPath(path);
        if (request.ExecutableName is { } name)
        {
            return search.Find(new SearchPath(surroundings).FindNamed(name))
                ?? throw NotFound($"no interpreter found for the executable name `{name}` on PATH", search);
        }
        var places = Places(near);
        return search.Find(places)
            ?? throw NotFound($"no interpreter found for {request.Wanted} in {string.Join(", ", places.Select(place => place.Name))}", search);
    }

    /// <summary>The first interpreter of a kind, in the order of <see cref="Find"/>; null if there is none.</summary>
    public FoundInterpreter? FindOfKind(PythonRequest request) => new InterpreterSearch(interpreters, request).Find(Places(near: null));

    /// <summary>
    /// Every Python outside of environments that satisfies a request, with each path at which it is found. What does not work is passed over;
    /// <paramref name="broken"/> is told of managed ones, which somebody has put there to work.
    /// </summary>
    public IEnumerable<(InterpreterInfo Interpreter, FsPath Path, bool IsManaged)> FindAll(PythonRequest request, Action<UserErrorException> broken)
    {
        foreach (var place in InstalledPythons.Places(surroundings, preference))
        {
            foreach (var candidate in place is SearchPath path ? path.FindEachName(request) : place.Find(request))
            {
                if (!interpreters.TryGet(candidate.Executable, out var interpreter, out var problem))
                {
                    if (place is ManagedPythons)
                        broken(problem);
                }
                else if (request.IsSatisfiedBy(interpreter))
                {
                    yield return (interpreter, candidate.Executable, place is ManagedPythons);
                }
            }
        }
    }

    private IPythonPlace[] Places(FsPath? near) =>
    [
        .. near is { } start ? [new SurroundingEnvironment(surroundings.Absolute(start))] : Array.Empty<IPythonPlace>(),
        new ActiveEnvironment(surroundings),
        new CondaEnvironment(surroundings, isBase: false),
        new ProjectEnvironment(surroundings),
        .. InstalledPythons.Places(surroundings, preference),
    ];

    private static UserErrorException NotFound(string message, InterpreterSearch search) => new(message)
    {
        Details = search.PassedOver,
        Hint = "give the path of a Python executable with `-p`",
        IsUsage = true,
    };
}
