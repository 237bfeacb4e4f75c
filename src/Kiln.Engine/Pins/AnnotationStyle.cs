namespace Kiln.Engine.Pins;

/// <summary>How a file of pins tells who wanted each of them.</summary>
public enum AnnotationStyle : byte
{
    /// <summary>A line each.</summary>
    Split,

    /// <summary>Behind the requirement, joined by commas.</summary>
    Line,

    /// <summary>Not at all.</summary>
    None,
}
