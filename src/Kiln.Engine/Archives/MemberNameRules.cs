using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Kiln.Engine.Archives;

/// <summary>
/// Which names a member of an archive may have: relative, inside the folder it is unpacked into on any system, and printable.
/// The last word on names that only Windows takes for something else (devices, streams, dots at the end) is had on Windows.
/// </summary>
internal static class MemberNameRules
{
    private const int LongestComponent = 255;

    private static readonly SearchValues<byte> RefusedOnWindows = SearchValues.Create("<>:\"|?*"u8);

    private static readonly SearchValues<string> Devices = SearchValues.Create(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
         "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
         "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with a name, reading on after "the member `name`"; null for nothing. A slash at its end marks a folder.</summary>
    public static string? FindFault(ReadOnlySpan<byte> name, bool onWindows)
    {
        if (name.IsEmpty)
            return "has no name";
        if (!Utf8.IsValid(name))
            return "has a name that is not UTF-8";
        if (HasControl(name))
            return "has a control character in its name";
        if (name[0] == (byte)'/' || (name.Length > 1 && name[1] == (byte)':' && char.IsAsciiLetter((char)name[0])))
            return "has an absolute path";
        if (name.Contains((byte)'\\'))
            return "has a backslash in its name, which divides folders on Windows only";
        var components = name[^1] == (byte)'/' ? name[..^1] : name;
        foreach (var range in components.Split((byte)'/'))
        {
            if (FindComponentFault(components[range], onWindows) is { } fault)
                return fault;
        }
        return null;
    }

    private static string? FindComponentFault(ReadOnlySpan<byte> component, bool onWindows)
    {
        if (component.IsEmpty || component.SequenceEqual("."u8))
            return "has an empty component or `.` in its path";
        if (component.SequenceEqual(".."u8))
            return "has `..` in its path, and would leave the folder it is unpacked into";
        if (component.Length > LongestComponent)
            return $"has a component of more than {LongestComponent} bytes in its path";
        return onWindows ? FindWindowsFault(component) : null;
    }

    private static string? FindWindowsFault(ReadOnlySpan<byte> component)
    {
        if (component.ContainsAny(RefusedOnWindows))
            return "has a character in its name that Windows does not allow";
        if (component[^1] is (byte)'.' or (byte)' ')
            return "has a name that ends with a dot or a space, which Windows drops";
        int stemLength = component.IndexOf((byte)'.');
        string stem = Encoding.UTF8.GetString(stemLength < 0 ? component : component[..stemLength]).TrimEnd(' ');
        return Devices.Contains(stem) ? "has a name that is a device on Windows" : null;
    }

    private static bool HasControl(ReadOnlySpan<byte> name)
    {
        if (!name.ContainsAnyExceptInRange((byte)0x20, (byte)0x7e))
            return false;
        while (!name.IsEmpty)
        {
            _ = Rune.DecodeFromUtf8(name, out var rune, out int consumed);
            if (Rune.IsControl(rune))
                return true;
            name = name[consumed..];
        }
        return false;
    }
}
