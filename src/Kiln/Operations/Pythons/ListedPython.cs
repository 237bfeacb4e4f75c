using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Operations.Pythons;

/// <summary>A line of the list: a Python that is installed, or one that can be downloaded.</summary>
/// <param name="Key">Which it is.</param>
internal sealed record ListedPython(PythonKey Key)
{
    /// <summary>Where its program is; empty for downloads.</summary>
    public FsPath Path { get; init; }

    /// <summary>Where it can be downloaded; null for installed ones.</summary>
    public string? Url { get; init; }

    /// <summary>True if it is installed, and not by a tool that manages Pythons.</summary>
    public bool IsOfSystem { get; init; }

    /// <summary>Where the program's link leads; null if it is none.</summary>
    public FsPath? LinkTarget => Url is null && !FileSystem.ReadLink(Path, out var target).IsError ? target : null;
}
