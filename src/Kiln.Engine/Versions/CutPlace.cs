namespace Kiln.Engine.Versions;

/// <summary>On which side of its version a <see cref="VersionCut"/> lies.</summary>
internal enum CutPlace : byte
{
    /// <summary>Just before the version.</summary>
    Before,

    /// <summary>Just behind it, and before itself with any local label.</summary>
    After,

    /// <summary>Behind all that has the version's epoch and release: its post-releases and all local labels.</summary>
    AfterRelease,
}
