namespace Kiln.Engine.Index.Credentials;

/// <summary>Whether an index is shown credentials (uv's <c>authenticate</c>).</summary>
public enum IndexAuthentication
{
    /// <summary>Those that are in its URL or were given for its name, and where it refuses, those that are found for it.</summary>
    Auto,

    /// <summary>They are looked for before it is asked the first time, and have to be there.</summary>
    Always,

    /// <summary>None, not even those in its URL.</summary>
    Never,
}
