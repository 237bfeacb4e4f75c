using System.Text.Json;
using System.Text.Json.Serialization;
using Kiln.Engine.Io;

namespace Kiln.Engine.Environments;

/// <summary>
/// Where an installed distribution came from, if not from an index: its <c>direct_url.json</c>
/// (PEP 610, https://packaging.python.org/en/latest/specifications/direct-url-data-structure/).
/// </summary>
public sealed record DirectUrl
{
    /// <summary>The URL.</summary>
    public required string Url { get; init; }

    /// <summary>The folder of the archive or repository that holds the project; null for its root.</summary>
    public string? Subdirectory { get; init; }

    /// <summary>Set where it came from a folder.</summary>
    [JsonPropertyName("dir_info")]
    public FolderOrigin? Folder { get; init; }

    /// <summary>Set where it came from a repository.</summary>
    [JsonPropertyName("vcs_info")]
    public RepositoryOrigin? Repository { get; init; }

    /// <summary>True for a project that was installed in development mode.</summary>
    [JsonIgnore]
    public bool IsEditable => Folder is { Editable: true };

    /// <summary>The URL with all that is needed to install the same again: <c>git+https://host/project@commit#subdirectory=folder</c>.</summary>
    public override string ToString()
    {
        string url = Repository is { } repository ? $"{repository.Vcs}+{Url}@{repository.CommitId}" : Url;
        return Subdirectory is null ? url : $"{url}#subdirectory={Subdirectory}";
    }

    /// <summary>The content of a <c>direct_url.json</c> for an archive; credentials are left out of the URL.</summary>
    public static byte[] OfArchive(string url, string sha256)
    {
        var content = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(content))
        {
            writer.WriteStartObject();
            writer.WriteString("url", Requirements.UrlCredentials.Remove(url));
            writer.WriteStartObject("archive_info");
            writer.WriteString("hash", $"sha256={sha256}");
            writer.WriteStartObject("hashes");
            writer.WriteString("sha256", sha256);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return content.WrittenSpan.ToArray();
    }

    /// <summary>That of an installed distribution; null if it has none.</summary>
    public static DirectUrl? Find(InstalledPackage package) =>
        FileSystem.ReadAll(package.Metadata / "direct_url.json", out byte[] content).IsError ? null : Parse(content);

    /// <summary>Reads the content of a <c>direct_url.json</c>; null if it is none.</summary>
    public static DirectUrl? Parse(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, DirectUrlJson.Default.DirectUrl);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The <c>dir_info</c>.</summary>
    /// <param name="Editable">True for development mode.</param>
    public sealed record FolderOrigin(bool Editable = false);

    /// <summary>The <c>vcs_info</c>.</summary>
    /// <param name="Vcs"><c>git</c>, <c>hg</c> …</param>
    /// <param name="CommitId">The commit that was installed.</param>
    public sealed record RepositoryOrigin(string Vcs, string CommitId);
}
