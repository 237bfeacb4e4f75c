using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>
/// What an install brings, in the format of pip's reports, version 1 (https://pip.pypa.io/en/stable/reference/installation-report/).
/// </summary>
public static class InstallReport
{
    // As pip writes it: only what JSON wants to be escaped is.
    private static readonly JsonWriterOptions Form = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document; <paramref name="program"/> stands where pip tells its version.</summary>
    public static byte[] Of(IEnumerable<ReportedWheel> wheels, MarkerEnvironment environment, string program)
    {
        var content = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(content, Form))
        {
            writer.WriteStartObject();
            writer.WriteString("version", "1");
            writer.WriteString("pip_version", program);
            writer.WriteStartArray("install");
            foreach (var wheel in wheels)
                Write(writer, wheel);
            writer.WriteEndArray();
            writer.WriteStartObject("environment");
            foreach (var (name, value) in environment.ByName)
                writer.WriteString(name, value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return content.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, ReportedWheel wheel)
    {
        var candidate = wheel.Candidate;
        string url = candidate.Url ?? candidate.Remote?.Url.AbsoluteUri ?? FileUrl.FromPath(candidate.Archive);
        writer.WriteStartObject();
        writer.WriteStartObject("download_info");
        writer.WriteString("url", UrlCredentials.Remove(url));
        writer.WriteStartObject("archive_info");
        writer.WriteStartObject("hashes");
        writer.WriteString("sha256", wheel.Wheel.Sha256);
        writer.WriteEndObject();
        writer.WriteString("hash", $"sha256={wheel.Wheel.Sha256}");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteBoolean("is_direct", candidate.Url is not null);
        writer.WriteBoolean("is_yanked", candidate.Yanked is not null);
        writer.WriteBoolean("requested", wheel.IsRequested);
        writer.WritePropertyName("metadata");
        MetadataJson.Write(writer, ReadMetadata(wheel.Wheel));
        if (wheel.IsRequested && wheel.Extras.Count > 0)
        {
            writer.WriteStartArray("requested_extras");
            foreach (string extra in wheel.Extras.Select(extra => extra.ToString()).Order(StringComparer.Ordinal))
                writer.WriteStringValue(extra);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static byte[] ReadMetadata(UnpackedWheel wheel)
    {
        var file = wheel.Root / wheel.DistInfo / "METADATA";
        var error = FileSystem.ReadAll(file, out byte[] content);
        return error.IsError ? throw UserErrorException.ForFile("read", file, error) : content;
    }
}
