using System.Text;
using System.Text.Json;
using Kiln.Engine.Index.Pages;
using Kiln.Engine.Io;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Requirements;

namespace Kiln.Engine.Index;

/// <summary>One index of the simple API (PEP 503, 691): its pages, from the cache or a server, or from a folder that is laid out like one.</summary>
internal sealed class SimpleIndex(PackageIndex place, RemoteReader reader)
{
    /// <summary>The kinds of pages that are read, in uv's order and words, so that caches between keep one answer for both.</summary>
    private const string Accept = $"{JsonPage.ContentType}, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01";

    /// <summary>The page of a project; a failure that leaves open whether there is one is thrown.</summary>
    public async Task<IndexAnswer> FindAsync(PackageName name, CancellationToken cancellation)
    {
        var url = place.PageOf(name);
        if (url.IsFile)
            return ReadFolder(url, name);
        try
        {
            var question = new RemoteQuestion(url, Accept) { Name = name, Form = ProjectPage.Form, Digest = page => Digest(page, name) };
            var text = await reader.ReadAsync(question, cancellation).ConfigureAwait(false);
            return new IndexAnswer([new ProjectPage(text.Url, text.Content)]);
        }
        catch (HttpFailureException failure) when (AbsenceIn(failure) is not null)
        {
            return new IndexAnswer([], AbsenceIn(failure)!) { IsRefused = failure.Status is 401 or 403 };
        }
    }

    /// <summary>As uv: who may not look sees nothing, and is told why; what cannot be reached is an error.</summary>
    private string? AbsenceIn(HttpFailureException failure) => failure switch
    {
        { Fault: HttpFault.Offline } => $"is not in the cache, and the network is not to be used, so `{place}` was not asked",
        { Status: 404 or 410 } => $"is not on `{place}`",
        { Status: 401 } => $"cannot be seen on `{place}`: the server answered 401, it wants to know who asks ({failure.Hint})",
        { Status: 403 } => $"cannot be seen on `{place}`: the server answered 403, it does not allow that ({failure.Hint})",
        _ => null,
    };

    private static byte[] Digest(HttpPage page, PackageName name)
    {
        var writer = new ProjectPageWriter(name, page.Content.Length / 2);
        try
        {
            if (page.Headers.ContentType.EndsWith("json", StringComparison.OrdinalIgnoreCase))
                JsonPage.Parse(page.Content, writer.Add);
            else if (page.Headers.ContentType.EndsWith("html", StringComparison.OrdinalIgnoreCase))
                AddLinks(page.Url, page.Content, writer);
            else
                throw new JsonException($"it is of the kind `{Printable.Text(Encoding.UTF8.GetBytes(page.Headers.ContentType))}`, neither JSON nor HTML");
        }
        catch (JsonException fault)
        {
            throw new UserErrorException($"the page of `{name}` at `{UrlText.Of(page.Url)}` cannot be read: {Reason(fault)}") { IsUsage = true };
        }
        return writer.Finish();
    }

    /// <summary>The platform's own messages are not in the release binary; where they would say what is wrong, the place is told.</summary>
    private static string Reason(JsonException fault) =>
        fault.LineNumber is { } line ? $"its JSON is broken or cut off in line {line + 1}, at byte {fault.BytePositionInLine}" : fault.Message;

    private static void AddLinks(Uri url, ReadOnlySpan<byte> html, ProjectPageWriter writer)
    {
        foreach (var file in LinkPage.Parse(url, html))
            writer.Add(PageFile.Of(file));
    }

    /// <summary>A folder for each project, with a page of links or just the files.</summary>
    private IndexAnswer ReadFolder(Uri url, PackageName name)
    {
        var folder = FileUrl.ToPath(url.AbsoluteUri);
        var writer = new ProjectPageWriter(name);
        if (!FileSystem.ReadAll(folder / "index.html", out byte[] html).IsError)
            AddLinks(url, html, writer);
        else if (!FileSystem.IsFolder(folder))
            return new IndexAnswer([], $"is not in `{place}`");
        else
            AddFiles(folder, writer);
        return new IndexAnswer([new ProjectPage(url, writer.Finish())]);
    }

    private static void AddFiles(FsPath folder, ProjectPageWriter writer)
    {
        var entries = new FolderEntries();
        var error = FolderHandle.Open(folder, follow: true, out var handle);
        if (error.IsError)
            throw UserErrorException.ForFile("read the folder of an index", folder, error);
        using (handle!)
            error = handle!.List(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            var file = folder.Append(entries.Name(i));
            writer.Add(new PageFile { Name = Encoding.UTF8.GetBytes(Printable.Text(file.Name)), Url = Encoding.UTF8.GetBytes(FileUrl.FromPath(file)) });
        }
    }
}
