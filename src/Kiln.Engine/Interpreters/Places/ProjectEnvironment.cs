namespace Kiln.Engine.Interpreters.Places;

/// <summary>The virtual environment that the current folder is in, or the nearest <c>.venv</c> upwards from it.</summary>
internal sealed class ProjectEnvironment(Surroundings surroundings) : IPythonPlace
{
    /// <inheritdoc/>
    public string Name => "`.venv` in the current folder and above";

    /// <inheritdoc/>
    public IEnumerable<PythonCandidate> Find(PythonRequest request)
    {
        foreach (var folder in EnvironmentFolder.Upwards(surroundings.CurrentFolder))
        {
            if (EnvironmentFolder.IsVirtual(folder))
                return EnvironmentFolder.Candidates(folder, $"the current folder's environment, `{folder}`");
            if (EnvironmentFolder.IsVirtual(folder / ".venv"))
                return EnvironmentFolder.Candidates(folder / ".venv", $"`{folder / ".venv"}`");
        }
        return [];
    }
}
