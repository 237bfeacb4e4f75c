using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters.Places;

/// <summary>
/// The active conda environment, <c>CONDA_PREFIX</c>. Conda's base environment is not an environment for packages of a project but
/// conda's own installation: it is a place of its own, looked at where a system's Python will do.
/// </summary>
internal sealed class CondaEnvironment(Surroundings surroundings, bool isBase) : IPythonPlace
{
    /// <inheritdoc/>
    public string Name => isBase ? "conda's base environment" : "CONDA_PREFIX";

    /// <inheritdoc/>
    public IEnumerable<PythonCandidate> Find(PythonRequest request) =>
        surroundings.PathVariable("CONDA_PREFIX") is { } folder && IsBase(folder) == isBase
            ? EnvironmentFolder.Candidates(folder, $"CONDA_PREFIX, `{folder}`") : [];

    /// <summary>uv's rules (uv-python, virtualenv.rs: CondaEnvironmentKind::from_prefix_path).</summary>
    private bool IsBase(FsPath prefix)
    {
        if (FileSystem.IsFile(prefix / "conda-meta" / "pixi"))
            return false;
        if (surroundings.PathVariable("_CONDA_ROOT") == prefix)
            return true;
        string? name = surroundings.Variable("CONDA_DEFAULT_ENV");
        // Without a name there is nothing to tell; an environment that was made by path has its path for a name.
        if (name is null || RawText.ToPath(name) == prefix)
            return false;
        return name is "base" or "root" || !prefix.Name.SequenceEqual(RawText.ToBytes(name));
    }
}
