using System.Buffers.Binary;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Index.Pages;

/// <summary>
/// A project's page as Kiln keeps it, by versions, the newest first: a page is parsed once, and later runs look only at the versions that they ask for.
/// Numbers are little-endian, a text is its length and its UTF-8 bytes.
/// <code>
/// count:4 · start of each version, from here:4 × count · versions
/// version = text · number of files · file*
/// file    = flags:2 · name · URL · what the flags say is there (PageFileFlags)
/// </code>
/// </summary>
public sealed class ProjectPage
{
    /// <summary>Names the form, so that another version of Kiln reads none but its own.</summary>
    internal const string Form = "kiln-page-2";

    private readonly ReadOnlyMemory<byte> _content;
    private readonly Uri _url;

    internal ProjectPage(Uri url, ReadOnlyMemory<byte> content)
    {
        (_url, _content) = (url, content);
        Count = BinaryPrimitives.ReadInt32LittleEndian(content.Span);
    }

    /// <summary>How many versions there are.</summary>
    public int Count { get; }

    /// <summary>A version; the newest is at 0.</summary>
    public PyVersion VersionAt(int index) => PyVersion.Parse(BlockAt(index).ReadText());

    /// <summary>The files of a version, wheels and sources, in the page's order.</summary>
    public IReadOnlyList<RemoteFile> FilesAt(int index)
    {
        var block = BlockAt(index);
        _ = block.ReadText();
        var files = new RemoteFile[block.ReadNumber()];
        for (int i = 0; i < files.Length; i++)
            files[i] = block.ReadFile(_url);
        return files;
    }

    private PageBlockReader BlockAt(int index)
    {
        var content = _content.Span;
        return new PageBlockReader(content[BinaryPrimitives.ReadInt32LittleEndian(content[(4 + (4 * index))..])..]);
    }
}
