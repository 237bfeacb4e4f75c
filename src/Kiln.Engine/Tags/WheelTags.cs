using System.Diagnostics.CodeAnalysis;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Tags;

/// <summary>
/// The compressed tags of a wheel: it fits every combination of them. <c>py2.py3-none-any</c> (PEP 425, "Compressed Tag Sets").
/// </summary>
public sealed class WheelTags
{
    private static readonly string[] Py3 = ["py3"];
    private static readonly string[] Py2AndPy3 = ["py2", "py3"];
    private static readonly string[] NoAbi = ["none"];
    private static readonly string[] StableAbi = ["abi3"];
    private static readonly string[] AnyPlatform = ["any"];

    private readonly string[] _pythons;
    private readonly string[] _abis;
    private readonly string[] _platforms;

    private WheelTags(string[] pythons, string[] abis, string[] platforms)
    {
        _pythons = pythons;
        _abis = abis;
        _platforms = platforms;
    }

    /// <summary><c>py2</c>, <c>py3</c>, <c>cp312</c>, <c>pp310</c></summary>
    public IReadOnlyList<string> Pythons => _pythons;

    /// <summary><c>none</c>, <c>abi3</c>, <c>cp312</c>, <c>cp313t</c></summary>
    public IReadOnlyList<string> Abis => _abis;

    /// <summary><c>any</c>, <c>manylinux_2_17_x86_64</c>, <c>win_amd64</c></summary>
    public IReadOnlyList<string> Platforms => _platforms;

    /// <summary>True for a wheel without compiled parts that fits every system.</summary>
    public bool IsForAnyPlatform => _platforms is ["any"];

    /// <summary>Reads <c>python-abi-platform</c>, each one or more tags divided by dots, as in a file name or a <c>Tag:</c> line of WHEEL.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out WheelTags? tags, [NotNullWhen(false)] out SyntaxFault? fault)
    {
        var cursor = new TextCursor(text);
        if (!WheelTagParser.Read(ref cursor, out tags))
            tags = null;
        fault = cursor.Fault;
        return tags is not null;
    }

    /// <summary>The tags as a wheel's name has them.</summary>
    public override string ToString() => $"{string.Join('.', _pythons)}-{string.Join('.', _abis)}-{string.Join('.', _platforms)}";

    internal static WheelTags Of(ReadOnlySpan<char> pythons, ReadOnlySpan<char> abis, ReadOnlySpan<char> platforms) =>
        new(SetOf(pythons), SetOf(abis), SetOf(platforms));

    /// <summary>Most wheels share these few sets.</summary>
    private static string[] SetOf(ReadOnlySpan<char> text) => text switch
    {
        "py3" => Py3,
        "py2.py3" => Py2AndPy3,
        "none" => NoAbi,
        "abi3" => StableAbi,
        "any" => AnyPlatform,
        _ => text.ToString().ToLowerInvariant().Split('.'),
    };
}
