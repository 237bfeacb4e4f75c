using System.Security.Cryptography;
using System.Text;

namespace Kiln.Engine.Tests.Support;

/// <summary>A wheel on a <see cref="SmallIndex"/>, and what its page says of it.</summary>
internal sealed record SmallWheel(string Project, string Version)
{
    public string Tag { get; init; } = "py3-none-any";

    public string[] Requires { get; init; } = [];

    public string? RequiresPython { get; init; }

    public string? Yanked { get; init; }

    public string? UploadTime { get; init; }

    /// <summary>Whether METADATA lies beside it.</summary>
    public bool HasMetadata { get; init; } = true;

    /// <summary>METADATA as the index has it, where that is not the wheel's own.</summary>
    public string? ToldMetadata { get; init; }

    /// <summary>The hash that the page tells of METADATA; null for none.</summary>
    public string? MetadataHash { get; init; }

    /// <summary>The hash that the page tells of the wheel, where it is not the right one.</summary>
    public string? ToldHash { get; init; }

    /// <summary>Bytes that make it long.</summary>
    public int Padding { get; init; }

    public string FileName => $"{Project}-{Version}-{Tag}.whl";

    public string Metadata => $"Metadata-Version: 2.1\nName: {Project}\nVersion: {Version}\n"
        + (RequiresPython is null ? "" : $"Requires-Python: {RequiresPython}\n") + string.Concat(Requires.Select(static each => $"Requires-Dist: {each}\n"));

    public byte[] Build() => new WheelBuilder(Project, Version) { FileName = FileName }
        .Add($"{Project}.py", "x = 1\n")
        .Add("padding.bin", RandomNumberGenerator.GetBytes(Padding))
        .Add($"{Project}-{Version}.dist-info/METADATA", Metadata)
        .Add($"{Project}-{Version}.dist-info/WHEEL", $"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {Tag}\n")
        .Build();

    /// <summary>Its entry in the list of files of a page in JSON.</summary>
    public string ToJson(string url, byte[] content)
    {
        var json = new StringBuilder($$"""{"filename":"{{FileName}}","url":"{{url}}","hashes":{"sha256":"{{ToldHash ?? Convert.ToHexStringLower(SHA256.HashData(content))}}"},"size":{{content.Length}}""");
        if (RequiresPython is not null)
            json.Append($",\"requires-python\":\"{RequiresPython}\"");
        if (Yanked is not null)
            json.Append($",\"yanked\":\"{Yanked}\"");
        if (UploadTime is not null)
            json.Append($",\"upload-time\":\"{UploadTime}\"");
        if (HasMetadata)
            json.Append(MetadataHash is null ? ",\"core-metadata\":true" : $$$""","core-metadata":{"sha256":"{{{MetadataHash}}}"}""");
        return json.Append('}').ToString();
    }
}
