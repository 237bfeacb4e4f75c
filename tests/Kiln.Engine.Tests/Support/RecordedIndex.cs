using System.IO.Compression;
using System.Text.Json;

namespace Kiln.Engine.Tests.Support;

/// <summary>The recorded package index beside the repository (shared/index): what is published out there, all of it.</summary>
internal static class RecordedIndex
{
    /// <summary>The archive; null where it is not at hand.</summary>
    public static string? Archive { get; } = FindArchive();

    /// <summary>The values of a field in all core metadata, each once.</summary>
    public static string[] ValuesOf(string field)
    {
        HashSet<string> values = [];
        using var archive = ZipFile.OpenRead(Archive!);
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".metadata", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            while (reader.ReadLine() is { Length: > 0 } line)
            {
                if (line.StartsWith($"{field}: ", StringComparison.Ordinal))
                    values.Add(line[(field.Length + 2)..]);
            }
        }
        return [.. values];
    }

    /// <summary>The names of all wheels on all pages.</summary>
    public static string[] WheelNames()
    {
        List<string> names = [];
        using var archive = ZipFile.OpenRead(Archive!);
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var stream = entry.Open();
            using var page = JsonDocument.Parse(stream);
            names.AddRange(page.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("filename").GetString()!));
        }
        return [.. names.Where(name => name.EndsWith(".whl", StringComparison.Ordinal))];
    }

    private static string? FindArchive()
    {
        string? peers = Path.GetDirectoryName(Packaging.Wheel);
        string archive = Path.Combine(peers ?? "", "..", "index", "snapshot.zip");
        return peers is not null && File.Exists(archive) ? archive : null;
    }
}
