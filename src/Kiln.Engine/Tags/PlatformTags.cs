namespace Kiln.Engine.Tags;

/// <summary>The platforms that a system can load extension modules of, its own first (<c>packaging.tags.platform_tags</c>).</summary>
internal static class PlatformTags
{
    /// <summary>The platform tags, best first.</summary>
    public static IReadOnlyList<string> Of(PlatformTagSource source)
    {
        string platform = Normalize(source.Platform);
        if (source.MacOs is { } version && platform.StartsWith("macosx_", StringComparison.Ordinal))
            return [.. MacPlatformTags.Of(version, source.Is32Bit ? "i386" : source.Machine)];
        return platform.Split('_')[0] switch
        {
            "linux" => [.. LinuxPlatformTags.Of(source, platform)],
            "android" => [.. MobilePlatformTags.OfAndroid(platform)],
            "ios" => [.. MobilePlatformTags.OfIos(platform)],
            _ => [platform],
        };
    }

    /// <summary>A tag's way of writing: <c>_</c> for <c>-</c>, <c>.</c> and blanks.</summary>
    public static string Normalize(string text) => text.Replace('-', '_').Replace('.', '_').Replace(' ', '_');
}
