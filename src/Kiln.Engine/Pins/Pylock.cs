using System.Globalization;
using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Pins;

/// <summary>
/// Writes pins as a <c>pylock.toml</c> (PEP 751, https://packaging.python.org/en/latest/specifications/pylock-toml/), its fields in the order of uv
/// (<c>uv-resolver/src/lock/export/pylock_toml.rs</c>).
/// </summary>
public static class Pylock
{
    /// <summary>The text for pins that are good for one version of Python; paths that were given relative are written as seen from a folder.</summary>
    public static string Of(IReadOnlyCollection<Pin> pins, PyVersion python, FsPath folder)
    {
        var text = new StringBuilder($"lock-version = \"1.0\"\ncreated-by = \"kiln\"\nrequires-python = {Quoted($">={python}")}\n");
        if (pins.Count == 0)
            text.Append("packages = []\n");
        foreach (var pin in pins)
            Add(text, pin, folder);
        return text.ToString();
    }

    /// <summary>True for a name that such a file may have: <c>pylock.toml</c>, or <c>pylock.NAME.toml</c>.</summary>
    public static bool IsFileName(string name) => name.Split('.') is ["pylock", "toml"] or ["pylock", { Length: > 0 }, "toml"];

    private static void Add(StringBuilder text, Pin pin, FsPath folder)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n[[packages]]\nname = \"{pin.Name}\"\nversion = \"{pin.Package.Wheel.FileName.Version}\"\n");
        if (pin.Marker is { } marker)
            text.Append("marker = ").Append(Quoted(marker)).Append('\n');
        if (pin.Reference is { } reference)
        {
            string place = reference.IsLocal ? $"path = {Quoted(PathOf(reference, folder))}" : $"url = {Quoted(reference.Url)}";
            text.Append(CultureInfo.InvariantCulture, $"archive = {{ {place}, {HashesOf(pin.Hashes)} }}\n");
            return;
        }
        if (pin.Files.FirstOrDefault(file => file.IsSource) is { } sources)
            text.Append("sdist = ").Append(FileOf(sources)).Append('\n');
        var wheels = pin.Files.Where(file => !file.IsSource).Select(FileOf).ToList();
        if (wheels.Count == 1)
            text.Append("wheels = [").Append(wheels[0]).Append("]\n");
        else if (wheels.Count > 1)
            text.Append("wheels = [\n    ").AppendJoin(",\n    ", wheels).Append(",\n]\n");
    }

    private static string FileOf(PinnedFile file)
    {
        var fields = new List<string> { $"url = {Quoted(file.Url)}" };
        if (file.UploadTime is { } time)
            fields.Add($"upload-time = {TimeOf(time.ToUniversalTime())}");
        if (file.Size is { } size)
            fields.Add($"size = {size}");
        fields.Add(HashesOf(file.Hashes));
        return $"{{ {string.Join(", ", fields)} }}";
    }

    private static string HashesOf(IReadOnlyList<ArchiveHash> hashes) =>
        hashes.Count == 0 ? "hashes = {}" : $"hashes = {{ {string.Join(", ", hashes.Select(hash => $"{hash.Algorithm} = \"{hash.Hex}\""))} }}";

    private static string PathOf(DirectReference reference, FsPath folder) =>
        reference.IsGivenAsUrl || FsPath.From(reference.Given).IsAbsolute ? reference.Path.ToString() : LexicalPath.Relative(folder, reference.Path);

    private static string TimeOf(DateTimeOffset time) =>
        time.ToString(time.Millisecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>A TOML string; one that holds quotation marks stands between apostrophes, where no character is special.</summary>
    private static string Quoted(string value)
    {
        bool isPlain = value.AsSpan().IndexOfAny('"', '\\') >= 0 && value.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && !value.Contains('\'');
        if (isPlain)
            return $"'{value}'";
        var text = new StringBuilder("\"");
        foreach (char each in value)
        {
            if (each is '"' or '\\')
                text.Append('\\').Append(each);
            else if (each < ' ' || each == '\x7f')
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)each:X4}");
            else
                text.Append(each);
        }
        return text.Append('"').ToString();
    }
}
