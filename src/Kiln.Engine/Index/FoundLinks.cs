using Kiln.Engine.Io;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Requirements;

namespace Kiln.Engine.Index;

/// <summary>What <c>--find-links</c> leads to: folders, and files that pages link to or that were named themselves.</summary>
/// <param name="Folders">Folders on this machine.</param>
/// <param name="Files">Files, on servers and here.</param>
/// <param name="Places">All places, as they were named.</param>
public sealed record FoundLinks(IReadOnlyList<FsPath> Folders, IReadOnlyList<RemoteFile> Files, IReadOnlyList<FileLocation> Places)
{
    /// <summary>Looks into these places, reading pages all at once. A place that cannot be read is an error: leaving it out would change what is chosen.</summary>
    internal static FoundLinks Read(IReadOnlyList<FileLocation> places, RemoteReader reader, CancellationToken cancellation)
    {
        var folders = places.Where(place => !place.IsRemote && !FileSystem.IsFile(place.Path)).Select(place => place.Path);
        var others = places.Where(place => place.IsRemote || FileSystem.IsFile(place.Path));
        try
        {
            var pages = others.Select(place => ReadAsync(place, reader, cancellation)).ToArray();
            var files = Task.WhenAll(pages).GetAwaiter().GetResult();
            return new FoundLinks([.. folders], [.. files.SelectMany(each => each)], places);
        }
        catch (HttpFailureException failure)
        {
            throw RemoteError.OfPage(failure);
        }
    }

    private static async Task<IReadOnlyList<RemoteFile>> ReadAsync(FileLocation place, RemoteReader reader, CancellationToken cancellation)
    {
        var url = new Uri(place.Url ?? FileUrl.FromPath(place.Path));
        if (RemoteFile.Named(url) is { } file && file.FileName.EndsWith(".whl", StringComparison.Ordinal))
            return [file];
        if (!place.IsRemote)
            return LinkPage.Parse(url, RequirementsContext.ReadLocal(place));
        var page = await reader.ReadAsync(new RemoteQuestion(url, LinkPage.Accept), cancellation).ConfigureAwait(false);
        return LinkPage.Parse(page.Url, page.Content.Span);
    }
}
