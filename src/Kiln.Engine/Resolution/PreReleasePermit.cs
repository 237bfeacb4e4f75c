namespace Kiln.Engine.Resolution;

/// <summary>Whether pre-releases of one project may be chosen.</summary>
internal enum PreReleasePermit : byte
{
    /// <summary>Never.</summary>
    No,

    /// <summary>Where no other version that is in question can be taken, as in uv.</summary>
    AfterOthers,

    /// <summary>Like any other version.</summary>
    Yes,
}
