using Kiln.Engine.Io;

namespace Kiln.Engine.Managed;

/// <summary>Tells URLs of this machine's files, and paths, from what has to be fetched.</summary>
public static class LocalFile
{
    /// <summary>The file that a <c>file:</c> URL or a path names; null for URLs of servers.</summary>
    public static FsPath? Find(string place)
    {
        if (!Uri.TryCreate(place, UriKind.Absolute, out var url) || IsDrive(place))
            return FsPath.From(place);
        return url.IsFile ? FsPath.From(url.LocalPath) : url.Scheme is "http" or "https" ? null
            : throw new UserErrorException($"cannot fetch `{place}`: neither `https`, `http`, `file` nor a path") { IsUsage = true };
    }

    /// <summary><c>C:\list.json</c>, which can be read as a URL.</summary>
    private static bool IsDrive(string place) => place.Length > 2 && char.IsAsciiLetter(place[0]) && place[1] == ':' && place[2] is '\\' or '/';
}
