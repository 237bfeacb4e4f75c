namespace Kiln.Engine.Pins;

/// <summary>What of its pins a <c>requirements.txt</c> tells.</summary>
public sealed record RequirementsTxtStyle
{
    /// <summary>Who wanted each.</summary>
    public AnnotationStyle Annotations { get; init; }

    /// <summary>The extras that are wanted.</summary>
    public bool WithExtras { get; init; }

    /// <summary>When each is needed.</summary>
    public bool WithMarkers { get; init; }

    /// <summary>Where each was found.</summary>
    public bool WithIndexes { get; init; }
}
