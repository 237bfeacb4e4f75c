using System.Security.Cryptography;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Index;

/// <summary>
/// What wheels on servers say of themselves, without fetching them: from the METADATA that lies beside a wheel (PEP 658), else out of the wheel by
/// parts. Kept for good where the wheel's hash is known, since the wheel behind it can never be another.
/// </summary>
public sealed class RemoteMetadata
{
    private const string Form = "kiln-metadata-1";

    private readonly RemoteReader _reader;
    private readonly HttpFetcher _fetcher;

    internal RemoteMetadata(RemoteReader reader, HttpFetcher fetcher) => (_reader, _fetcher) = (reader, fetcher);

    /// <summary>Most questions at once.</summary>
    public int Concurrency => Math.Max(_fetcher.Settings.ConcurrentDownloads, 1);

    /// <summary>The metadata; null if it can only be had with the whole wheel.</summary>
    public async Task<CoreMetadata?> FindAsync(RemoteFile file, WheelFileName name, CancellationToken cancellation)
    {
        string? key = KeyOf(file);
        if (key is not null && _reader.FindKept(key, name.Name) is { } kept)
            return CoreMetadata.Parse(kept.Span);
        CoreMetadata? arrived = null;
        var question = new RemoteQuestion(file.Url, "*/*")
        {
            Name = name.Name,
            Form = Form,
            Key = key,
            IsImmutable = key is not null,
            Digest = page => Digest(page, name, out arrived),
        };
        var text = file.HasCoreMetadata ? await ReadAsync(Beside(question, file), cancellation).ConfigureAwait(false) : null;
        text ??= await ReadAsync(Inside(question, name, cancellation), cancellation).ConfigureAwait(false);
        return text is null ? null : arrived ?? CoreMetadata.Parse(text.Content.Span);
    }

    private static RemoteQuestion Beside(RemoteQuestion question, RemoteFile file) => question with
    {
        Url = Beside(file.Url),
        Digest = page =>
        {
            CheckHash(page, file.CoreMetadataHashes);
            return question.Digest!(page);
        },
    };

    private RemoteQuestion Inside(RemoteQuestion question, WheelFileName name, CancellationToken cancellation) =>
        question with { Fetch = (query, _) => new WheelParts(_fetcher, query, name, cancellation).ReadAsync() };

    /// <summary>Null where the server has no such thing, or sends no parts.</summary>
    private async Task<RemoteText?> ReadAsync(RemoteQuestion question, CancellationToken cancellation)
    {
        try
        {
            return await _reader.ReadAsync(question, cancellation).ConfigureAwait(false);
        }
        catch (HttpFailureException failure) when (failure.Status is WheelParts.NoParts or 400 or 404 or 405 or 501)
        {
            return null;
        }
    }

    /// <summary>Checks that it is the metadata of this wheel, and keeps what is looked at: of some, the description alone has a megabyte.</summary>
    private static byte[] Digest(HttpPage page, WheelFileName name, out CoreMetadata metadata)
    {
        metadata = CoreMetadata.Parse(page.Content) ?? throw new UserErrorException($"{Place()} cannot be read: it has no name, or no version");
        if (!PackageName.TryParse(metadata.Name, out var project) || project != name.Name)
            throw new UserErrorException($"{Place()} is that of another project, `{metadata.Name}`");
        if (!PyVersion.TryParse(metadata.Version, out var version, out _) || version != name.Version)
            throw new UserErrorException($"{Place()} is that of another version, `{metadata.Version}`");
        return metadata.ToBytes();

        string Place() => $"the metadata of `{name}` at `{UrlText.Of(page.Url)}`";
    }

    private static void CheckHash(HttpPage page, IReadOnlyList<ArchiveHash> hashes)
    {
        if (hashes.Count == 0 || hashes.Any(hash => hash.Hex == Compute(hash, page.Content)))
            return;
        throw new UserErrorException($"the metadata at `{UrlText.Of(page.Url)}` has not the hash that its page tells")
        {
            Details = $"expected {string.Join("\n      or ", hashes)}\n     got sha256:{Convert.ToHexStringLower(SHA256.HashData(page.Content))}",
        };
    }

    private static string? Compute(ArchiveHash hash, byte[] content) =>
        ArchiveHash.TryGetAlgorithm(hash.Algorithm, out var algorithm) ? Convert.ToHexStringLower(CryptographicOperations.HashData(algorithm, content)) : null;

    /// <summary>Found without making URLs: where a run walks down a thousand versions, that took a tenth of its time. Null where the wheel may change.</summary>
    private static string? KeyOf(RemoteFile file) => file.Hashes.Count > 0 ? $"{file.Link.Key} {Form} {file.Hashes[0]}" : null;

    private static Uri Beside(Uri url) =>
        url.Query.Length + url.Fragment.Length > 0 ? new UriBuilder(url) { Path = url.AbsolutePath + ".metadata" }.Uri : new Uri(url.AbsoluteUri + ".metadata");
}
