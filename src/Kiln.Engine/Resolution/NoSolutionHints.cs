using Kiln.Engine.Requirements;

namespace Kiln.Engine.Resolution;

/// <summary>What may help where there is no solution: drawn from why versions were out.</summary>
internal sealed class NoSolutionHints(Universe universe, PackageTable packages, ResolutionRequest request)
{
    private const int MostHints = 2;

    /// <summary>The hints for a proof.</summary>
    public IReadOnlyList<string> For(Incompatibility proof)
    {
        var obstacles = from fact in ProofText.FactsOf(proof)
                        where fact.Cause is Cause.NoVersion
                        let name = packages[fact.Terms[0].Package].Name!
                        from each in universe.ObstaclesIn(name, fact.Terms[0].Term.Range)
                        group each by (name, each.Obstacle.Kind) into kind
                        select HintFor(kind.Key.name, kind.Key.Kind, kind.First().Version, kind.First().Obstacle);
        return [.. obstacles.OfType<string>().Distinct().Take(MostHints)];
    }

    private string? HintFor(PackageName name, ObstacleKind kind, Versions.PyVersion newest, Obstacle obstacle) => kind switch
    {
        ObstacleKind.NoWheel => $"`{name}` {newest} has only sources, which Kiln does not build yet: make a wheel of it with `pip wheel` or `uv build`, and name its folder with `--find-links`",
        ObstacleKind.WheelsRefused => $"`--no-binary` is said of `{name}`, and building it from its sources is not there yet",
        ObstacleKind.OtherTarget => $"the wheels of `{name}` {newest} are for {universe.TargetsOf(name, newest)}",
        ObstacleKind.OtherPython => $"`{name}` {newest} needs Python {obstacle.Detail}, and this is for {request.Python}",
        ObstacleKind.Yanked => $"`{name}` {newest} was yanked; it is taken only where you require `{name}=={newest}`",
        ObstacleKind.TooNew => $"`{name}` {newest} is left out because of `--exclude-newer`",
        ObstacleKind.PreRelease => $"there are pre-releases of `{name}`, {newest} among them; `--prerelease allow` takes them",
        _ => null,
    };
}
