using System.Buffers;
using System.Buffers.Text;

namespace Kiln.Engine.Bytecode;

/// <summary>The parts of a bytecode file's name: <c>stem.TAG.pyc</c> (PEP 3147) or <c>stem.TAG.opt-N.pyc</c> (PEP 488).</summary>
internal readonly ref struct PycName
{
    private static readonly SearchValues<byte> Alphanumeric =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    private static readonly SearchValues<byte> TagCharacters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"u8);

    private static ReadOnlySpan<byte> Ending => ".pyc"u8;

    private static ReadOnlySpan<byte> Optimisation => "opt-"u8;

    private PycName(ReadOnlySpan<byte> stem, ReadOnlySpan<byte> tag, int? level)
    {
        Stem = stem;
        Tag = tag;
        Level = level;
    }

    /// <summary>The source's name without <c>.py</c>; dots in it are kept.</summary>
    public ReadOnlySpan<byte> Stem { get; }

    /// <summary>The interpreter: <c>cpython-312</c>.</summary>
    public ReadOnlySpan<byte> Tag { get; }

    /// <summary>The optimisation level, 0 where none is named; null for one that is no number, which PEP 488 allows.</summary>
    public int? Level { get; }

    /// <summary>Takes a name apart; false if importlib gives no file such a name (pytest's <c>a.cpython-312-pytest-8.3.4.pyc</c>).</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out PycName parsed)
    {
        parsed = default;
        if (!name.EndsWith(Ending))
            return false;
        var rest = name[..^Ending.Length];
        int? level = 0;
        if (LastPart(rest).StartsWith(Optimisation))
        {
            var text = LastPart(rest)[Optimisation.Length..];
            if (text.IsEmpty || text.ContainsAnyExcept(Alphanumeric))
                return false;
            level = Utf8Parser.TryParse(text, out int number, out int used) && used == text.Length ? number : null;
            rest = rest[..^(LastPart(rest).Length + 1)];
        }
        var tag = LastPart(rest);
        if (!IsTag(tag))
            return false;
        parsed = new PycName(rest[..^(tag.Length + 1)], tag, level);
        return !parsed.Stem.IsEmpty;
    }

    /// <summary>What stands behind the last dot; nothing if there is no dot, or nothing before it.</summary>
    private static ReadOnlySpan<byte> LastPart(ReadOnlySpan<byte> text)
    {
        int dot = text.LastIndexOf((byte)'.');
        return dot <= 0 ? default : text[(dot + 1)..];
    }

    /// <summary>An implementation's name with a version: <c>cpython-312</c>, <c>pypy39</c>, <c>graalpy242-311</c>.</summary>
    private static bool IsTag(ReadOnlySpan<byte> tag) =>
        !tag.IsEmpty
        && char.IsAsciiLetter((char)tag[0])
        && tag.ContainsAnyInRange((byte)'0', (byte)'9')
        && !tag.ContainsAnyExcept(TagCharacters);
}
