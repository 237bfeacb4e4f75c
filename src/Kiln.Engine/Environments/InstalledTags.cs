using Kiln.Engine.Tags;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Environments;

/// <summary>Reads the tags in the WHEEL file of an installed distribution: <c>Tag: py3-none-any</c>, once for each.</summary>
internal static class InstalledTags
{
    /// <summary>The tags that can be understood.</summary>
    public static IReadOnlyList<WheelTags> Parse(ReadOnlySpan<byte> content) =>
    [
        .. HeaderFields.Parse(content).FindAll("Tag")
            .Select(static text => WheelTags.TryParse(text, out var tags, out _) ? tags : null)
            .OfType<WheelTags>(),
    ];
}
