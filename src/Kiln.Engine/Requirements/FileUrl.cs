using System.Buffers;
using System.Globalization;
using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Requirements;

/// <summary><c>file:</c> URLs (RFC 8089) and the paths they stand for; bytes that are no UTF-8 come through.</summary>
public static class FileUrl
{
    private const string Scheme = "file:";

    // What uv leaves as it is in a path (the URL standard's path percent-encode set).
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/[]|"u8);

    /// <summary>True for a text that begins with <c>file:</c>.</summary>
    public static bool IsFileUrl(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The URL of an absolute path.</summary>
    public static string FromPath(FsPath path)
    {
        var url = new StringBuilder("file://", path.Length + 16);
        if (OperatingSystem.IsWindows())
            url.Append('/');
        foreach (byte value in path.Bytes)
        {
            if (value == (byte)'\\' && OperatingSystem.IsWindows())
                url.Append('/');
            else if (Plain.Contains(value))
                url.Append((char)value);
            else
                url.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }
        return url.ToString();
    }

    /// <summary>
    /// The path of a <c>file:</c> URL without fragment, escapes resolved; the host is not looked at. A relative one (<c>file:x</c>)
    /// stays relative.
    /// </summary>
    public static FsPath ToPath(string url)
    {
        var rest = url.AsSpan(Scheme.Length);
        if (rest.StartsWith("//"))
        {
            rest = rest[2..];
            int host = rest.IndexOf('/');
            rest = host < 0 ? default : rest[host..];
        }
        bool hasDrive = OperatingSystem.IsWindows() && rest.Length > 2 && rest[0] == '/' && rest[2] == ':';
        return FsPath.FromBytes(Unescape(Encoding.UTF8.GetBytes(rest[(hasDrive ? 1 : 0)..].ToString())));
    }

    private static byte[] Unescape(byte[] text)
    {
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool isEscape = text[i] == (byte)'%' && i + 2 < text.Length;
            if (isEscape && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                text[length++] = value;
                i += 2;
            }
            else
            {
                text[length++] = text[i];
            }
        }
        return text[..length];
    }
}
