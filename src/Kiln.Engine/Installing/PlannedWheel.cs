using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>All that installing one wheel will write; nothing of it is written yet.</summary>
public sealed record PlannedWheel
{
    /// <summary>The wheel.</summary>
    public required InstallRequest Request { get; init; }

    /// <summary>Files of the wheel, in the order of its entries.</summary>
    public required IReadOnlyList<PlannedLink> Links { get; init; }

    /// <summary>Files that the installer makes.</summary>
    public required IReadOnlyList<PlannedContent> Contents { get; init; }

    /// <summary>Its RECORD, written when all else is in place.</summary>
    public required PlannedContent Record { get; init; }

    /// <summary>The distribution, as messages name it.</summary>
    public string Name => Request.Wheel.Metadata.Name;

    /// <summary>Where each file goes, RECORD last.</summary>
    public IEnumerable<FsPath> Targets => [.. Links.Select(link => link.Target), .. Contents.Select(content => content.Target), Record.Target];
}
