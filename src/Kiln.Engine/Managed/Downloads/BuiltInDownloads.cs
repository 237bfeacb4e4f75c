using Kiln.Engine.Interpreters;

namespace Kiln.Engine.Managed.Downloads;

/// <summary>
/// The list that <c>tools/python-downloads.py</c> made of uv's:
/// <code>
/// > IMPLEMENTATION[+VARIANT] SYSTEM-ARCHITECTURE-LIBRARY URL     with {version} and {build} in the URL
/// VERSION BUILD SHA256                                           the hash in base64; - for none
/// </code>
/// </summary>
internal static class BuiltInDownloads
{
    private const string ResourceName = "Kiln.Engine.Managed.Downloads.downloads.txt";

    /// <summary>Reads it.</summary>
    public static IEnumerable<PythonDownload> Read()
    {
        using var stream = typeof(BuiltInDownloads).Assembly.GetManifestResourceStream(ResourceName)!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Parses such a list.</summary>
    internal static IReadOnlyList<PythonDownload> Parse(string text)
    {
        var downloads = new List<PythonDownload>();
        string implementation = "", variant = "", url = "";
        PythonPlatform? platform = null;
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] words = line.Split(' ');
            if (words[0] == ">")
            {
                string[] kind = words[1].Split('+', 2);
                string[] machine = words[2].Split('-');
                (implementation, variant, url) = (kind[0], kind.Length > 1 ? kind[1] : "", words[3]);
                platform = new PythonPlatform(machine[0], machine[1], machine[2]);
            }
            else if (words[0] != "#" && PythonVersion.TryParse(words[0], out var version))
            {
                string? build = words[1] == "-" ? null : words[1];
                downloads.Add(new PythonDownload(
                    new PythonKey(implementation, version, variant, platform!),
                    url.Replace("{version}", words[0], StringComparison.Ordinal).Replace("{build}", build, StringComparison.Ordinal))
                {
                    Build = build,
                    Sha256 = words[2] == "-" ? null : Convert.ToHexStringLower(Convert.FromBase64String(words[2])),
                });
            }
        }
        return downloads;
    }
}
