using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Kiln.Engine.Io;

namespace Kiln.Engine.Requirements;

/// <summary>
/// Where one package is taken from, past all indexes: a URL or a path (PEP 440, "Direct references"). A URL's fragment tells more:
/// <c>#egg=name</c>, <c>#subdirectory=folder</c>, <c>#sha256=digest</c>, joined by <c>&amp;</c>.
/// </summary>
public sealed class DirectReference
{
    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    // Those of pip (utils/filetypes.py).
    private static readonly string[] ArchiveSuffixes =
        [".whl", ".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tlz", ".tar.lz", ".tar.lzma", ".tar"];

    private DirectReference(string url, FsPath path, bool isLocal)
    {
        Url = url;
        Path = path;
        IsLocal = isLocal;
    }

    /// <summary>The URL without its fragment, credentials and all; a <c>file:</c> URL for what was given as a path.</summary>
    public string Url { get; }

    /// <summary>The text that was given, fragment and all.</summary>
    public string Given { get; private init; } = "";

    /// <summary>True if a URL was given, not a path.</summary>
    public bool IsGivenAsUrl => IsUrl(Given);

    /// <summary>True for a path or <c>file:</c> URL.</summary>
    public bool IsLocal { get; }

    /// <summary>The absolute path; empty if it is not local.</summary>
    public FsPath Path { get; }

    /// <summary>The name in <c>#egg=</c>.</summary>
    public PackageName? Egg { get; private set; }

    /// <summary>The extras in <c>#egg=name[extra]</c>.</summary>
    public IReadOnlyList<ExtraName> EggExtras { get; private set; } = [];

    /// <summary>The folder of the archive or repository that holds the project.</summary>
    public string? Subdirectory { get; private set; }

    /// <summary>The hash in the fragment.</summary>
    public PackageHash? Hash { get; private set; }

    /// <summary>True for <c>git+https://…</c> and the like.</summary>
    public bool IsVersionControlled =>
        Url.StartsWith("git:", StringComparison.OrdinalIgnoreCase) || Url.AsSpan(0, Math.Max(Url.IndexOf(':'), 0)).Contains('+');

    /// <summary>True for a text that begins as a URL does.</summary>
    public static bool IsUrl(ReadOnlySpan<char> text)
    {
        int length = text.IndexOf(':');
        bool hasScheme = length > 1 && char.IsAsciiLetter(text[0]) && !text[..length].ContainsAnyExcept(SchemeCharacters);
        return hasScheme && (text[length..].StartsWith("://") || text.StartsWith("file:", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>True for a text that can only be a path: it holds a separator, begins with a dot, or ends as an archive does.</summary>
    public static bool IsPath(string text) =>
        text.StartsWith('.') || text.Contains('/') || text.Contains(System.IO.Path.DirectorySeparatorChar)
        || Array.Exists(ArchiveSuffixes, suffix => text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a URL or path, the path as seen from <paramref name="folder"/>; <paramref name="reason"/> tells what is wrong.</summary>
    public static bool TryParse(
        string text, FsPath folder, [NotNullWhen(true)] out DirectReference? reference, [NotNullWhen(false)] out string? reason)
    {
        reason = null;
        if (!IsUrl(text))
        {
            reference = OfPath(LexicalPath.Absolute(folder, text), text);
            return true;
        }
        int hash = text.IndexOf('#');
        string url = hash < 0 ? text : text[..hash];
        reference = FileUrl.IsFileUrl(url)
            ? OfPath(folder.Append(FileUrl.ToPath(url).Bytes), text)
            : new DirectReference(url, default, isLocal: false) { Given = text };
        if (!reference.IsLocal && !Uri.TryCreate(url, UriKind.Absolute, out _))
            reason = $"`{reference}` is not a URL";
        else if (hash >= 0)
            reason = reference.ReadFragment(text[(hash + 1)..]);
        if (reason is not null)
            reference = null;
        return reference is not null;
    }

    /// <summary>The URL for people, without credentials.</summary>
    public override string ToString() => UrlCredentials.Mask(Url);

    private static DirectReference OfPath(FsPath path, string given) => new(FileUrl.FromPath(path), path, isLocal: true) { Given = given };

    /// <summary>Takes what the fragment tells; what nobody knows is passed over. Returns what is wrong.</summary>
    private string? ReadFragment(string fragment)
    {
        foreach (string part in fragment.Split('&'))
        {
            int length = part.IndexOf('=');
            string key = length < 0 ? part : part[..length], value = Uri.UnescapeDataString(part[(length + 1)..]);
            if (key == "subdirectory")
                Subdirectory = value;
            else if (key == "egg" && !ReadEgg(value))
                return $"`#egg={value}` names no package: {NameNormalization.Rule}";
            else if (PackageHash.IsAlgorithm(key) && !ReadHash(part, out string? reason))
                return reason;
        }
        return null;
    }

    private bool ReadEgg(string value)
    {
        if (!Requirement.TryParse(value, out var requirement, out _))
            return false;
        (Egg, EggExtras) = (requirement.Name, requirement.Extras);
        return true;
    }

    private bool ReadHash(string part, [NotNullWhen(false)] out string? reason)
    {
        bool isRead = PackageHash.TryParse(part, '=', out var hash, out reason);
        Hash = hash;
        return isRead;
    }
}
