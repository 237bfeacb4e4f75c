namespace Kiln.Engine.Resolution;

/// <summary>Why a version cannot be chosen, whatever else is.</summary>
/// <param name="Kind">What kind of reason.</param>
/// <param name="Detail">What there is to say besides: the Pythons it needs, why it was withdrawn; maybe empty.</param>
internal sealed record Obstacle(ObstacleKind Kind, string Detail = "")
{
    /// <summary>The reason, as the end of a sentence: "a 1.0 has no wheel …".</summary>
    public override string ToString() => Kind switch
    {
        ObstacleKind.NoWheel => "has no wheel, only sources",
        ObstacleKind.WheelsRefused => "has wheels, which `--no-binary` refuses",
        ObstacleKind.OtherTarget => $"has no wheel for {Detail}",
        ObstacleKind.OtherPython => $"needs Python {Detail}",
        ObstacleKind.Yanked => Detail.Length == 0 ? "was yanked" : $"was yanked ({Detail})",
        ObstacleKind.TooNew => $"was uploaded after {Detail}",
        ObstacleKind.PreRelease => "is a pre-release",
        _ => $"has metadata that cannot be read: {Detail}",
    };
}
