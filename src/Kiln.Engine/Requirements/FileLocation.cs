using Kiln.Engine.Io;

namespace Kiln.Engine.Requirements;

/// <summary>Where a requirement file or a folder of wheels lies: a path, which a <c>file:</c> URL is too, or a URL that has to be fetched.</summary>
public sealed record FileLocation
{
    private readonly string _text;

    private FileLocation(string text, FsPath path)
    {
        _text = text;
        Path = path;
    }

    /// <summary>True for <c>-</c>, what is piped into Kiln.</summary>
    public bool IsStandardInput => _text == "-";

    /// <summary>True for <c>http:</c> and <c>https:</c> URLs.</summary>
    public bool IsRemote => Path.IsEmpty;

    /// <summary>The absolute path; empty for what is remote.</summary>
    public FsPath Path { get; }

    /// <summary>The URL, with the credentials in it; null for a path.</summary>
    public string? Url => IsRemote ? _text : null;

    /// <summary>The location that a text names, a path as seen from <paramref name="folder"/>.</summary>
    public static FileLocation Parse(string text, FsPath folder)
    {
        if (IsWebUrl(text))
            return new FileLocation(text, default);
        return new FileLocation(text, FileUrl.IsFileUrl(text) ? folder.Append(FileUrl.ToPath(text).Bytes) : LexicalPath.Absolute(folder, text));
    }

    /// <summary>The location that a text names in this file: beside it, unless it is absolute.</summary>
    public FileLocation Resolve(string text)
    {
        bool isRelative = !IsWebUrl(text) && !FileUrl.IsFileUrl(text) && !FsPath.From(text).IsAbsolute;
        if (!isRelative)
            return Parse(text, Path.Parent);
        if (IsRemote)
            return new FileLocation(new Uri(new Uri(_text), text).AbsoluteUri, default);
        int folder = _text.LastIndexOfAny(['/', System.IO.Path.DirectorySeparatorChar]) + 1;
        return new FileLocation(_text[..folder] + text, LexicalPath.Absolute(Path.Parent, text));
    }

    /// <summary>The same place, however it was written.</summary>
    public bool Equals(FileLocation? other) => other is not null && Path == other.Path && Url == other.Url;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Url);

    /// <summary>The location as the user wrote it, without credentials.</summary>
    public override string ToString() => UrlCredentials.Mask(_text);

    private static bool IsWebUrl(string text) =>
        text.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
}
