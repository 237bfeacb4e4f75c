using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters.Places;

/// <summary>The virtual environment that a path lies in.</summary>
internal sealed class SurroundingEnvironment(FsPath path) : IPythonPlace
{
    /// <inheritdoc/>
    public string Name => $"the environment around `{path}`";

    /// <inheritdoc/>
    public IEnumerable<PythonCandidate> Find(PythonRequest request) =>
        EnvironmentFolder.FindAround(path) is { } folder ? EnvironmentFolder.Candidates(folder, $"the environment `{folder}`") : [];
}
