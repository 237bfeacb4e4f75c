namespace Kiln.Engine.Requirements;

/// <summary>The words of <see cref="RequirementsOption"/>s, and which of them take a value.</summary>
internal static class OptionWords
{
    private static readonly (string Word, RequirementsOption Option)[] Words =
    [
        ("-r", RequirementsOption.Requirement),
        ("--requirement", RequirementsOption.Requirement),
        ("-c", RequirementsOption.Constraint),
        ("--constraint", RequirementsOption.Constraint),
        ("-e", RequirementsOption.Editable),
        ("--editable", RequirementsOption.Editable),
        ("-i", RequirementsOption.IndexUrl),
        ("--index-url", RequirementsOption.IndexUrl),
        ("--pypi-url", RequirementsOption.IndexUrl),
        ("--extra-index-url", RequirementsOption.ExtraIndexUrl),
        ("-f", RequirementsOption.FindLinks),
        ("--find-links", RequirementsOption.FindLinks),
        ("--no-index", RequirementsOption.NoIndex),
        ("--no-binary", RequirementsOption.NoBinary),
        ("--only-binary", RequirementsOption.OnlyBinary),
        ("--pre", RequirementsOption.PreReleases),
        ("--prefer-binary", RequirementsOption.PreferBinary),
        ("--require-hashes", RequirementsOption.RequireHashes),
        ("--no-require-hashes", RequirementsOption.NoRequireHashes),
        ("--trusted-host", RequirementsOption.TrustedHost),
        ("--use-feature", RequirementsOption.UseFeature),
        ("--hash", RequirementsOption.Hash),
        ("-C", RequirementsOption.ConfigSetting),
        ("--config-settings", RequirementsOption.ConfigSetting),
        ("--config-setting", RequirementsOption.ConfigSetting),
    ];

    /// <summary>True for an option that is followed by a value.</summary>
    public static bool TakesValue(RequirementsOption option) => option is not (RequirementsOption.NoIndex or RequirementsOption.PreReleases
        or RequirementsOption.PreferBinary or RequirementsOption.RequireHashes or RequirementsOption.NoRequireHashes);

    /// <summary>True for an option that belongs to the requirement on its line.</summary>
    public static bool IsOfRequirement(RequirementsOption option) => option is RequirementsOption.Hash or RequirementsOption.ConfigSetting;

    /// <summary>
    /// The option that a word is, or begins with: a long one may be followed by <c>=value</c>, a short one by its value;
    /// <paramref name="value"/> is null where none is attached.
    /// </summary>
    public static bool TryFind(string word, out RequirementsOption option, out string? value)
    {
        bool isLong = word.StartsWith("--", StringComparison.Ordinal);
        int equals = isLong ? word.IndexOf('=') : -1;
        string name = equals >= 0 ? word[..equals] : isLong || word.Length < 2 ? word : word[..2];
        int found = Array.FindIndex(Words, each => each.Word == name);
        option = found < 0 ? default : Words[found].Option;
        value = name.Length == word.Length ? null : isLong ? word[(equals + 1)..] : word[2..].TrimStart('=');
        return found >= 0;
    }
}
