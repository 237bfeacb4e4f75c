namespace Kiln.Engine.Resolution;

/// <summary>Why requirements cannot be met, in sentences, and what may help.</summary>
/// <param name="Lines">The argument, a sentence each.</param>
/// <param name="Hints">What may help; maybe none.</param>
public sealed record NoSolutionText(IReadOnlyList<string> Lines, IReadOnlyList<string> Hints)
{
    /// <summary>The argument, a line each.</summary>
    public override string ToString() => string.Join('\n', Lines);
}
