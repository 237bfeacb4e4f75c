namespace Kiln.Engine.Requirements;

/// <summary>The options that requirement files may hold.</summary>
internal enum RequirementsOption : byte
{
    Requirement,
    Constraint,
    Editable,
    IndexUrl,
    ExtraIndexUrl,
    FindLinks,
    NoIndex,
    NoBinary,
    OnlyBinary,
    PreReleases,
    PreferBinary,
    RequireHashes,
    NoRequireHashes,
    TrustedHost,
    UseFeature,
    Hash,
    ConfigSetting,
}
