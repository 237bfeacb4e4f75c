using System.Diagnostics.CodeAnalysis;
using Kiln.Engine.Requirements;
using Kiln.Engine.Tags;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Wheels;

/// <summary>
/// What the file name of a wheel tells
/// (PEP 427, https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-name-convention):
/// <code>
/// file name = name "-" version ("-" build)? "-" tags ".whl"
/// build     = digit+ anything but "-"
/// </code>
/// </summary>
public sealed class WheelFileName
{
    private const string Suffix = ".whl";
    private const string WrongCount = "expected five or six parts divided by `-`: name, version, maybe a build, Python, ABI and platform";

    private WheelFileName(string text, PackageName name, PyVersion version, BuildTag? build, WheelTags tags)
    {
        Text = text;
        Name = name;
        Version = version;
        Build = build;
        Tags = tags;
    }

    /// <summary>The file name itself.</summary>
    public string Text { get; }

    /// <summary>The distribution.</summary>
    public PackageName Name { get; }

    /// <summary>Its version.</summary>
    public PyVersion Version { get; }

    /// <summary>The build; null where the name has none.</summary>
    public BuildTag? Build { get; }

    /// <summary>What it fits.</summary>
    public WheelTags Tags { get; }

    /// <summary>Reads a file name, without folder.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out WheelFileName? name, [NotNullWhen(false)] out SyntaxFault? fault)
    {
        fault = null;
        name = text.EndsWith(Suffix, StringComparison.Ordinal)
            ? Read(text, text.AsSpan(..^Suffix.Length), ref fault)
            : Fail(ref fault, "expected a file name that ends with `.whl`", text, text.Length, text.Length);
        return name is not null;
    }

    /// <summary>Reads a file name that a user gave.</summary>
    public static WheelFileName Parse(string text) =>
        TryParse(text, out var name, out var fault) ? name : throw fault.ToError($"the name of the wheel `{text}`");

    /// <summary>The file name itself.</summary>
    public override string ToString() => Text;

    private static WheelFileName? Read(string text, ReadOnlySpan<char> stem, ref SyntaxFault? fault)
    {
        Span<Range> parts = stackalloc Range[7];
        int count = stem.Split(parts, '-');
        if (count is not (5 or 6))
            return Fail(ref fault, WrongCount, text, ..stem.Length);
        if (!PackageName.TryParse(stem[parts[0]], out var name))
            return Fail(ref fault, NameNormalization.Rule, text, parts[0]);
        if (!PyVersion.TryParse(stem[parts[1]], out var version, out var wrongVersion))
            return Fail(ref fault, wrongVersion, text, parts[1].Start.Value);
        BuildTag? build = null;
        if (count == 6 && (build = ReadBuild(stem[parts[2]])) is null)
            return Fail(ref fault, "a build begins with a number of at most 18 digits", text, parts[2]);
        int tagStart = parts[count - 3].Start.Value;
        return WheelTags.TryParse(stem[tagStart..], out var tags, out var wrongTags)
            ? new WheelFileName(text, name, version, build, tags)
            : Fail(ref fault, wrongTags, text, tagStart);
    }

    private static BuildTag? ReadBuild(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExceptInRange('0', '9');
        var digits = length < 0 ? text : text[..length];
        return digits.Length is > 0 and <= 18 ? new BuildTag(long.Parse(digits), text[digits.Length..].ToString()) : null;
    }

    private static WheelFileName? Fail(ref SyntaxFault? fault, SyntaxFault inner, string text, int offset) =>
        Fail(ref fault, inner.Message, text, inner.Start + offset, inner.End + offset);

    private static WheelFileName? Fail(ref SyntaxFault? fault, string message, string text, Range part) =>
        Fail(ref fault, message, text, part.Start.Value, part.End.Value);

    private static WheelFileName? Fail(ref SyntaxFault? fault, string message, string text, int start, int end)
    {
        fault = new SyntaxFault(message, text, start, end);
        return null;
    }
}
