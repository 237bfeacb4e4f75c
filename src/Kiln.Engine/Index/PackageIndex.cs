using Kiln.Engine.Io.Http;
using Kiln.Engine.Requirements;

namespace Kiln.Engine.Index;

/// <summary>A package index: where its projects' pages are.</summary>
/// <param name="Url">The URL above the projects' pages, ending with a slash, maybe with credentials; <c>file:</c> for a folder.</param>
/// <param name="Name">What the user calls it; null if it has no name.</param>
public sealed record PackageIndex(Uri Url, string? Name = null)
{
    /// <summary>The index that is asked where the user names none: pip's and uv's.</summary>
    public const string Usual = "https://pypi.org/simple";

    /// <summary>Reads a URL or path, or <c>name=URL</c>. Credentials for a named one that has none in its URL are looked for in the environment.</summary>
    public static PackageIndex Parse(string text, Surroundings surroundings)
    {
        var (name, location) = SplitName(text);
        var place = FileLocation.Parse(location, surroundings.CurrentFolder);
        if (!Uri.TryCreate(place.Url ?? FileUrl.FromPath(place.Path), UriKind.Absolute, out var url))
            throw new UserErrorException($"`{place}` is no URL of an index") { IsUsage = true };
        var closed = url.AbsolutePath.EndsWith('/') ? url : new UriBuilder(url) { Path = url.AbsolutePath + "/" }.Uri;
        return new PackageIndex(name is null ? closed : WithCredentials(closed, name, surroundings), name);
    }

    /// <summary>The parts of <c>name=URL</c>; the name is null where there is none.</summary>
    public static (string? Name, string Place) SplitName(string text)
    {
        int equals = text.IndexOf('=');
        bool isNamed = equals > 0 && text.AsSpan(0, equals).IndexOfAny(":/\\") < 0;
        return isNamed ? (text[..equals], text[(equals + 1)..]) : (null, text);
    }

    /// <summary>The page of a project (PEP 503: the normalised name, and a slash).</summary>
    public Uri PageOf(PackageName project) => new(Url, $"{project}/");

    /// <summary>Without credentials.</summary>
    public override string ToString() => Url.IsFile ? Url.LocalPath : UrlText.Of(Url);

    /// <summary><c>KILN_INDEX_NAME_USERNAME</c> and <c>KILN_INDEX_NAME_PASSWORD</c>, or uv's.</summary>
    private static Uri WithCredentials(Uri url, string name, Surroundings surroundings)
    {
        string key = string.Concat(name.Select(static each => char.IsAsciiLetterOrDigit(each) ? char.ToUpperInvariant(each) : '_'));
        string? user = Variable("USERNAME"), password = Variable("PASSWORD");
        if (url.IsFile || url.UserInfo.Length > 0 || (user is null && password is null))
            return url;
        return new UriBuilder(url) { UserName = Uri.EscapeDataString(user ?? ""), Password = Uri.EscapeDataString(password ?? "") }.Uri;

        string? Variable(string part) => surroundings.Variable($"KILN_INDEX_{key}_{part}") ?? surroundings.Variable($"UV_INDEX_{key}_{part}");
    }
}
