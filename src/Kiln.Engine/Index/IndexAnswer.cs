using Kiln.Engine.Index.Pages;

namespace Kiln.Engine.Index;

/// <summary>What indexes say of a project: their pages, in the order of the indexes; and, if there is none, why not.</summary>
/// <param name="Pages">The pages.</param>
/// <param name="Absence">Why none is there, as the end of a sentence that begins with the project's name.</param>
public sealed record IndexAnswer(IReadOnlyList<ProjectPage> Pages, string Absence = "")
{
    /// <summary>True if an index did not let us look: then no later one is asked, since the project may be on it.</summary>
    public bool IsRefused { get; init; }

    /// <summary>True if an index has the project.</summary>
    public bool IsFound => Pages.Count > 0;
}
