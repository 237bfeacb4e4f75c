using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Kiln.Engine.Versions;

/// <summary>
/// A version of a Python package (PEP 440, https://packaging.python.org/en/latest/specifications/version-specifiers/): normalised,
/// totally ordered, equal whatever the number of trailing zeros. Nearly all are one 64-bit <see cref="VersionKey"/>.
/// </summary>
public sealed partial class PyVersion : IComparable<PyVersion>, IEquatable<PyVersion>
{
    private readonly ulong _key;
    private readonly int _releaseLength;
    private readonly RareParts? _rare;

    internal PyVersion(in VersionParts parts)
    {
        _releaseLength = parts.Release.Length;
        if (!VersionKey.TryMake(parts, out _key))
            _rare = new RareParts(parts.Epoch, parts.Release.ToArray(), parts.Pre, parts.Post, parts.Dev, parts.Local);
    }

    /// <summary>The number before <c>!</c>; 0 where there is none.</summary>
    public long Epoch => _rare is null ? 0 : _rare.Epoch;

    /// <summary>How many numbers the release has: 2 in <c>1.0rc1</c>.</summary>
    public int ReleaseLength => _releaseLength;

    /// <summary>The pre-release part.</summary>
    public PreRelease? Pre => _rare is null ? VersionKey.PreOf(_key) : _rare.Pre;

    /// <summary>The number behind <c>.post</c>.</summary>
    public long? Post => _rare is null ? VersionKey.PostOf(_key) : _rare.Post;

    /// <summary>The number behind <c>.dev</c>.</summary>
    public long? Dev => _rare is null ? VersionKey.DevOf(_key) : _rare.Dev;

    /// <summary>The label behind <c>+</c>, normalised.</summary>
    public string? Local => _rare?.Local?.ToString();

    /// <summary>True for alpha, beta, candidate and development versions.</summary>
    public bool IsPreRelease => _rare is null ? VersionKey.IsPreRelease(_key) : _rare.Pre is not null || _rare.Dev is not null;

    /// <summary>True for a version with a label behind <c>+</c>.</summary>
    public bool IsLocal => _rare?.Local is not null;

    /// <summary>The release number at <paramref name="index"/>; 0 beyond the last one, as everywhere in PEP 440.</summary>
    public long ReleaseAt(int index)
    {
        if (_rare is null)
            return VersionKey.ReleaseAt(_key, index);
        return index < _rare.Release.Length ? _rare.Release[index] : 0;
    }

    /// <summary>Reads a version; blanks around it are allowed.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out PyVersion? version, [NotNullWhen(false)] out SyntaxFault? fault)
    {
        var cursor = new TextCursor(text);
        cursor.SkipSpace();
        if (VersionParser.Read(ref cursor, out version))
        {
            cursor.SkipSpace();
            if (!cursor.IsAtEnd)
                cursor.Fail($"expected the end of the version, found {cursor.Found()}");
        }
        fault = cursor.Fault;
        if (fault is not null)
            version = null;
        return version is not null;
    }

    /// <summary>Reads a version that a user gave.</summary>
    public static PyVersion Parse(string text) =>
        TryParse(text, out var version, out var fault) ? version : throw fault.ToError($"version `{text}`");

    /// <summary>The normalised form: <c>1!2.0rc1.post2.dev3+ubuntu.1</c></summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        if (Epoch != 0)
            text.Append(culture, $"{Epoch}!");
        for (int i = 0; i < _releaseLength; i++)
            text.Append(culture, $"{(i == 0 ? "" : ".")}{ReleaseAt(i)}");
        if (Pre is { } pre)
            text.Append(pre.ToString());
        if (Post is { } post)
            text.Append(culture, $".post{post}");
        if (Dev is { } dev)
            text.Append(culture, $".dev{dev}");
        if (Local is { } local)
            text.Append('+').Append(local);
        return text.ToString();
    }

    /// <summary>The same release with other suffixes, and no local label.</summary>
    internal PyVersion With(PreRelease? pre, long? post, long? dev) =>
        new(new VersionParts { Epoch = Epoch, Release = Release(_releaseLength), Pre = pre, Post = post, Dev = dev });

    /// <summary>The first <paramref name="count"/> release numbers, and <c>.dev0</c>: the earliest version that has them.</summary>
    internal PyVersion FirstOfPrefix(int count) => new(new VersionParts { Epoch = Epoch, Release = Release(count), Dev = 0 });

    /// <summary>The earliest version behind all that begin with the first <paramref name="count"/> release numbers.</summary>
    internal PyVersion FirstBehindPrefix(int count)
    {
        long[] release = Release(count);
        release[^1]++;
        return new PyVersion(new VersionParts { Epoch = Epoch, Release = release, Dev = 0 });
    }

    private long[] Release(int count)
    {
        var release = new long[count];
        for (int i = 0; i < count; i++)
            release[i] = ReleaseAt(i);
        return release;
    }
}
