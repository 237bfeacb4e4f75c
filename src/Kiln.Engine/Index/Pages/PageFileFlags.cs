namespace Kiln.Engine.Index.Pages;

/// <summary>What a <see cref="ProjectPage"/> holds of a file behind its name and URL, in this order.</summary>
[Flags]
internal enum PageFileFlags : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The name stands at the URL's end too, and is left out there.</summary>
    UrlEndsWithName = 1,

    /// <summary>Its SHA-256: 32 bytes.</summary>
    HasSha256 = 2,

    /// <summary>Other hashes, as a list of texts.</summary>
    HasOtherHashes = 4,

    /// <summary>The number of bytes.</summary>
    HasSize = 8,

    /// <summary>The Pythons it runs on.</summary>
    HasRequiresPython = 16,

    /// <summary>The reason why it was yanked.</summary>
    IsYanked = 32,

    /// <summary>Ticks of the upload, in UTC.</summary>
    HasUploadTime = 64,

    /// <summary>Its METADATA lies beside it; nothing is stored for that.</summary>
    HasCoreMetadata = 128,

    /// <summary>The SHA-256 of its METADATA: 32 bytes.</summary>
    HasCoreMetadataSha256 = 256,

    /// <summary>Other hashes of its METADATA, as a list of texts.</summary>
    HasOtherCoreMetadataHashes = 512,
}
