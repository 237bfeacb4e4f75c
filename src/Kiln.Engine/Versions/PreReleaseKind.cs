namespace Kiln.Engine.Versions;

/// <summary>The three kinds of pre-release, in their order.</summary>
public enum PreReleaseKind : byte
{
    /// <summary><c>a</c></summary>
    Alpha,

    /// <summary><c>b</c></summary>
    Beta,

    /// <summary><c>rc</c></summary>
    Candidate,
}
