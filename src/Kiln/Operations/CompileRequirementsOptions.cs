using Kiln.Engine.Io;
using Kiln.Engine.Pins;
using Kiln.Engine.Requirements;

namespace Kiln.Operations;

/// <summary>What <c>kiln pip compile</c> was asked for.</summary>
internal sealed record CompileRequirementsOptions : ResolveOptions
{
    /// <summary>Files of requirements, projects, scripts; <c>-</c> is standard input.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Which versions are taken.</summary>
    public VersionOptions Versions { get; init; } = new();

    /// <summary>The file to write, whose versions are kept where they fit; empty for none.</summary>
    public FsPath OutputFile { get; init; }

    /// <summary>The format; null for what the file's name says.</summary>
    public PinFormat? Format { get; init; }

    /// <summary>The command that made the file, as its head tells; null for no head.</summary>
    public string? Command { get; init; }

    /// <summary>What is told of each pin.</summary>
    public RequirementsTxtStyle Style { get; init; } = new();

    /// <summary>With hashes.</summary>
    public bool WithHashes { get; init; }

    /// <summary>Projects that are chosen and not listed.</summary>
    public IReadOnlyList<PackageName> Unlisted { get; init; } = [];

    /// <summary>With the indexes.</summary>
    public bool WithIndexUrls { get; init; }

    /// <summary>With the folders and pages of wheels.</summary>
    public bool WithFindLinks { get; init; }

    /// <summary>With what was said of wheels and sources.</summary>
    public bool WithBuildOptions { get; init; }

    /// <summary>With the environment that the pins are good for.</summary>
    public bool WithMarkerExpression { get; init; }
}
