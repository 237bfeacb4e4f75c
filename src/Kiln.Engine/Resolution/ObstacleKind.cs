namespace Kiln.Engine.Resolution;

/// <summary>The kinds of <see cref="Obstacle"/>.</summary>
internal enum ObstacleKind : byte
{
    /// <summary>There are sources only.</summary>
    NoWheel,

    /// <summary>Its wheels are not to be used.</summary>
    WheelsRefused,

    /// <summary>No wheel fits.</summary>
    OtherTarget,

    /// <summary>It does not run on this Python.</summary>
    OtherPython,

    /// <summary>It was withdrawn.</summary>
    Yanked,

    /// <summary>It came after the last day that counts.</summary>
    TooNew,

    /// <summary>It is a pre-release, and those are not wanted.</summary>
    PreRelease,

    /// <summary>Its metadata cannot be read.</summary>
    BrokenMetadata,
}
