namespace Kiln.Engine.Tags;

/// <summary>Why a wheel does not fit an interpreter; the farther it comes, the later it stands here.</summary>
public enum TagMismatch : byte
{
    /// <summary>It fits.</summary>
    None,

    /// <summary>It is for another Python: another version, or another implementation.</summary>
    Python,

    /// <summary>It is for this Python, built in another way.</summary>
    Abi,

    /// <summary>It is for another system or machine, or for a newer one.</summary>
    Platform,
}
