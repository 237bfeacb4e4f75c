namespace Kiln.Engine.Installing;

/// <summary>How files come from the cache into an environment (uv's <c>--link-mode</c>).</summary>
public enum LinkMode
{
    /// <summary>A clone that shares blocks, where the file system can; else a hard link.</summary>
    Clone,

    /// <summary>Another name for the cache's file.</summary>
    Hardlink,

    /// <summary>A copy.</summary>
    Copy,

    /// <summary>A symbolic link into the cache, which must then stay.</summary>
    Symlink,
}
