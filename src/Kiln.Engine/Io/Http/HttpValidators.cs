namespace Kiln.Engine.Io.Http;

/// <summary>By what a server tells one state of a resource from another (RFC 9110, section 8.8), as its headers had it.</summary>
/// <param name="ETag">The entity tag, with its quotes; null if there was none.</param>
/// <param name="LastModified">The date of the last change; null if there was none.</param>
public sealed record HttpValidators(string? ETag, string? LastModified)
{
    /// <summary>True if there is nothing to compare with.</summary>
    public bool IsEmpty => ETag is null && LastModified is null;

    /// <summary>The one that may stand in <c>If-Range</c>: a weak tag may not.</summary>
    internal string? ForRange => ETag is { } tag ? (tag.StartsWith("W/", StringComparison.Ordinal) ? null : tag) : LastModified;
}
