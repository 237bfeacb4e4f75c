using System.Text;

namespace Kiln.Engine.Io.Http;

/// <summary>A name and a password for a server (basic authentication, RFC 7617).</summary>
/// <param name="User">The name; may be empty.</param>
/// <param name="Password">The password; null where it is still to be looked for.</param>
public sealed record HttpCredential(string User, string? Password)
{
    /// <summary>Those that stand in a URL; null if there are none.</summary>
    public static HttpCredential? In(Uri url)
    {
        if (url.UserInfo.Length == 0)
            return null;
        int colon = url.UserInfo.IndexOf(':');
        return colon < 0
            ? new HttpCredential(Uri.UnescapeDataString(url.UserInfo), null)
            : new HttpCredential(Uri.UnescapeDataString(url.UserInfo[..colon]), Uri.UnescapeDataString(url.UserInfo[(colon + 1)..]));
    }

    /// <summary>Never the password.</summary>
    public override string ToString() => $"{User}:****";

    /// <summary>The value of the <c>Authorization</c> header behind <c>Basic</c>.</summary>
    internal string Encoded => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
}
