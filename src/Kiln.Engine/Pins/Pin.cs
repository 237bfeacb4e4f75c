using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Pins;

/// <summary>A project as a file of pins lists it: one version, the files it may be, and why it is there.</summary>
public sealed record Pin(ChosenPackage Package)
{
    /// <summary>The project.</summary>
    public PackageName Name => Package.Name;

    /// <summary>Files of the user's that speak of it, in the order of comments, each once.</summary>
    public IReadOnlyList<PinOrigin> Origins { get; init; } = [];

    /// <summary>The URL or path that the user gave for it, as he wrote it; null for a version of an index.</summary>
    public DirectReference? Reference { get; init; }

    /// <summary>The index or folder that it comes from; null for what the user named.</summary>
    public string? Index { get; init; }

    /// <summary>The hashes of its files, in order; empty where they are not wanted.</summary>
    public IReadOnlyList<ArchiveHash> Hashes { get; init; } = [];

    /// <summary>The files that fit, with their hashes; empty where they are not wanted.</summary>
    public IReadOnlyList<PinnedFile> Files { get; init; } = [];

    /// <summary>When it is needed; null for always.</summary>
    public string? Marker { get; init; }
}
