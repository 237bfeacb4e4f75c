namespace Kiln.Operations;

/// <summary>What <c>kiln pip install</c> was asked for.</summary>
internal sealed record InstallPackagesOptions : ChangePackagesOptions
{
    /// <summary>Requirements as the user typed them: names with versions, URLs, paths.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>Files of requirements; <c>-</c> is standard input.</summary>
    public IReadOnlyList<string> RequirementFiles { get; init; } = [];

    /// <summary>Projects to install in development mode.</summary>
    public IReadOnlyList<string> Editables { get; init; } = [];

    /// <summary>Install no project in development mode, not even where a file asks for it.</summary>
    public bool NoEditable { get; init; }

    /// <summary>The same for single packages.</summary>
    public IReadOnlyList<string> NoEditablePackages { get; init; } = [];

    /// <summary>Remove what was not asked for and is not needed.</summary>
    public bool Exact { get; init; }

    /// <summary>Which versions are taken.</summary>
    public VersionOptions Versions { get; init; } = new();
}
