namespace Kiln.Engine.Index;

/// <summary>How several indexes that have the same project are brought together; uv's ways and names.</summary>
public enum IndexStrategy
{
    /// <summary>The first index that has the project is the only one: nobody can slip in a project of that name elsewhere.</summary>
    FirstIndex,

    /// <summary>The first index with a version that fits.</summary>
    UnsafeFirstMatch,

    /// <summary>The best version of all indexes, as pip does.</summary>
    UnsafeBestMatch,
}
