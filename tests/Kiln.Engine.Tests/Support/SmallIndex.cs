using System.Globalization;

namespace Kiln.Engine.Tests.Support;

/// <summary>A package index that a test makes up, below one folder of a server: pages in JSON, wheels, whole or in parts, and their metadata.</summary>
internal sealed class SmallIndex(string folder, params SmallWheel[] wheels)
{
    public const string PageType = "Content-Type: application/vnd.pypi.simple.v1+json";

    private readonly Dictionary<string, (SmallWheel Wheel, byte[] Content)> _files = wheels.ToDictionary(static each => each.FileName, static each => (each, each.Build()));

    /// <summary>Whether wheels are sent in parts.</summary>
    public bool HasParts { get; init; } = true;

    /// <summary>The answer to a question about this index; null if it is about something else.</summary>
    public TestAnswer? Find(TestRequest request)
    {
        if (!request.Target.StartsWith($"/{folder}/", StringComparison.Ordinal))
            return null;
        string name = request.Target.TrimEnd('/').Split('/')[^1];
        if (request.Target.EndsWith('/'))
            return Page(name);
        if (name.EndsWith(".metadata", StringComparison.Ordinal) && _files.TryGetValue(name[..^".metadata".Length], out var told) && told.Wheel.HasMetadata)
            return TestAnswer.Of(200, told.Wheel.ToldMetadata ?? told.Wheel.Metadata);
        return _files.TryGetValue(name, out var file) ? File(file.Content, request.Header("Range")) : TestAnswer.Of(404, "");
    }

    /// <summary>The answer of a server that has these indexes and nothing else.</summary>
    public static TestAnswer Answer(TestRequest request, params SmallIndex[] indexes) =>
        indexes.Select(index => index.Find(request)).FirstOrDefault(static answer => answer is not null) ?? TestAnswer.Of(404, "");

    private TestAnswer Page(string project)
    {
        var files = _files.Values.Where(file => file.Wheel.Project.Replace('_', '-') == project).ToList();
        string list = string.Join(",\n", files.Select(file => file.Wheel.ToJson($"../files/{Uri.EscapeDataString(file.Wheel.FileName)}", file.Content)));
        return files.Count == 0 ? TestAnswer.Of(404, "") : TestAnswer.Of(200, $$"""{"meta":{"api-version":"1.1"},"name":"{{project}}","files":[{{list}}]}""", PageType);
    }

    private TestAnswer File(byte[] content, string? range)
    {
        if (!HasParts || range is null || !range.StartsWith("bytes=", StringComparison.Ordinal))
            return TestAnswer.Of(200, content, HasParts ? "Accept-Ranges: bytes" : "X: 1");
        string[] ends = range["bytes=".Length..].Split('-');
        int start = ends[0].Length > 0 ? Number(ends[0]) : Math.Max(content.Length - Number(ends[1]), 0);
        int end = ends[0].Length > 0 && ends[1].Length > 0 ? Math.Min(Number(ends[1]) + 1, content.Length) : content.Length;
        return TestAnswer.Of(206, content[start..end], "Accept-Ranges: bytes", $"Content-Range: bytes {start}-{end - 1}/{content.Length}");
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
