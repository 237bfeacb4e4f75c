namespace Kiln.Engine.Io.Http;

/// <summary>URLs as they may be shown and kept.</summary>
public static class UrlText
{
    /// <summary>The URL without user, password and fragment.</summary>
    public static string Of(Uri url) => url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);

    /// <summary>The URL without query too, as it may be kept: redirects to object stores carry signatures there.</summary>
    public static string WithoutQuery(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Scheme, host and port: as far as credentials go.</summary>
    public static string Realm(Uri url) => url.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.StrongPort, UriFormat.UriEscaped);
}
