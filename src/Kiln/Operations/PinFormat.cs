namespace Kiln.Operations;

/// <summary>The formats of files of pins.</summary>
internal enum PinFormat : byte
{
    /// <summary><c>requirements.txt</c></summary>
    RequirementsTxt,

    /// <summary><c>pylock.toml</c> (PEP 751)</summary>
    Pylock,
}
