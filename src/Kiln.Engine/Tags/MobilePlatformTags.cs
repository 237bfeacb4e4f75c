using System.Globalization;

namespace Kiln.Engine.Tags;

/// <summary>The platforms of Android (PEP 738) and iOS (PEP 730): a device runs what was built for older systems of its kind.</summary>
internal static class MobilePlatformTags
{
    // packaging.tags: Python 3.13 needs API level 21, but wheels for 16 run there all the same.
    private const int OldestAndroidLevel = 16;
    private const int OldestIos = 12;
    // Apple never went beyond x.9; packaging counts each older major version's minors from there.
    private const int LastIosMinor = 9;

    /// <summary>The tags for <c>android_24_arm64_v8a</c>, best first.</summary>
    public static IEnumerable<string> OfAndroid(string platform)
    {
        string[] parts = platform.Split('_', 3);
        for (int level = Number(parts[1]); level >= OldestAndroidLevel; level--)
            yield return $"android_{level}_{parts[2]}";
    }

    /// <summary>The tags for <c>ios_13_0_arm64_iphoneos</c>, best first.</summary>
    public static IEnumerable<string> OfIos(string platform)
    {
        string[] parts = platform.Split('_', 4);
        var (newest, newestMinor) = (Number(parts[1]), Number(parts[2]));
        for (int major = newest; major >= OldestIos; major--)
        {
            for (int minor = major == newest ? newestMinor : LastIosMinor; minor >= 0; minor--)
                yield return $"ios_{major}_{minor}_{parts[3]}";
        }
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
