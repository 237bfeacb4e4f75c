namespace Kiln.Engine.Interpreters.Places;

/// <summary>The environment that an activate script has put into <c>VIRTUAL_ENV</c>.</summary>
internal sealed class ActiveEnvironment(Surroundings surroundings) : IPythonPlace
{
    /// <inheritdoc/>
    public string Name => "VIRTUAL_ENV";

    /// <inheritdoc/>
    public IEnumerable<PythonCandidate> Find(PythonRequest request) =>
        surroundings.PathVariable("VIRTUAL_ENV") is { } folder ? EnvironmentFolder.Candidates(folder, $"VIRTUAL_ENV, `{folder}`") : [];
}
