using Kiln.Engine.Interpreters.Places;
using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters;

/// <summary>
/// One search through several places: asks candidates in order until one satisfies the request, and remembers for the error what it
/// passed over.
/// </summary>
internal sealed class InterpreterSearch(InterpreterCache interpreters, PythonRequest request, Predicate<InterpreterInfo>? mustBe = null)
{
    private const int ShownAtMost = 10;

    private readonly List<string> _passedOver = [];

    /// <summary>What was found and would not do, one line each; null if there was nothing.</summary>
    public string? PassedOver => _passedOver.Count == 0 ? null
        : string.Join('\n', _passedOver.Take(ShownAtMost)) + (_passedOver.Count > ShownAtMost ? $"\n… and {_passedOver.Count - ShownAtMost} more" : "");

    /// <summary>The first that will do; null if none does. An environment whose Python does not work is an error, never passed over.</summary>
    public FoundInterpreter? Find(IEnumerable<IPythonPlace> places) => Find(places.SelectMany(place => place.Find(request)));

    /// <summary>The first that will do of some candidates; null if none does.</summary>
    public FoundInterpreter? Find(IEnumerable<PythonCandidate> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (!interpreters.TryGet(candidate.Executable, out var interpreter, out var problem))
            {
                if (candidate.IsEnvironment)
                    throw problem;
                _passedOver.Add($"{problem.Message} ({candidate.Place})");
            }
            else if (!request.IsSatisfiedBy(interpreter))
                _passedOver.Add($"`{candidate.Executable}` is {interpreter.DisplayName} ({candidate.Place})");
            else if (mustBe is null || mustBe(interpreter))
                return new FoundInterpreter(interpreter, candidate.Place);
            else
                _passedOver.Add($"`{candidate.Executable}` is {(interpreter.IsVirtualEnvironment ? "a virtual environment" : "no virtual environment")} ({candidate.Place})");
        }
        return null;
    }

    /// <summary>The interpreter at a path that the user gave: an executable, or the folder of an environment or installation.</summary>
    public FoundInterpreter AtPath(FsPath path)
    {
        var error = FileSystem.Stat(path, follow: true, out var status);
        if (error.IsError)
            throw new UserErrorException($"no interpreter found at path `{path}`: {error.Reason}") { IsUsage = true };
        if (status.Kind != FileKind.Folder)
            return new FoundInterpreter(interpreters.Get(path), "the path that was given");
        var candidate = EnvironmentFolder.Candidates(path, "the folder that was given").Cast<PythonCandidate?>().FirstOrDefault()
            ?? throw new UserErrorException($"no interpreter found in the folder `{path}`")
            {
                Hint = "give the folder of an environment, or the path of a Python executable",
                IsUsage = true,
            };
        return new FoundInterpreter(interpreters.Get(candidate.Executable), candidate.Place);
    }
}
