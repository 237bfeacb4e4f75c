namespace Kiln.Engine.Resolution;

/// <summary>Which of the versions that fit is taken (<c>--resolution</c>).</summary>
public enum ResolutionStrategy
{
    /// <summary>The newest.</summary>
    Highest,

    /// <summary>The oldest.</summary>
    Lowest,

    /// <summary>The oldest of what the user named, the newest of what that needs.</summary>
    LowestDirect,
}
