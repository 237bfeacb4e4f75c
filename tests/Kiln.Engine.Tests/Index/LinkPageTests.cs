using System.Text;
using Kiln.Engine.Index;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Index;

public sealed class LinkPageTests
{
    private static readonly string Hash = new('a', 64);

    [Theory]
    [InlineData("""<a href="x-1-py3-none-any.whl">x</a>""", "https://host/links/x-1-py3-none-any.whl")]
    [InlineData("<A HREF='../x.whl' >x</A>", "https://host/x.whl")]
    [InlineData("<a href=/x.whl>x</a>", "https://host/x.whl")]
    [InlineData("<a title='>' href=//other/x.whl>x</a>", "https://other/x.whl")]
    [InlineData("""<a href="x.whl?a=1&amp;b=2">""", "https://host/links/x.whl?a=1&b=2")]
    [InlineData("<base href='/other/'><a href='x.whl'>", "https://host/other/x.whl")]
    [InlineData("<!-- <a href='no.whl'> --><a href='x.whl'>", "https://host/links/x.whl")]
    [InlineData("<script>'<a href=no.whl>'</script><a\nhref\n=\n'x.whl'>", "https://host/links/x.whl")]
    [InlineData("<a href='x%2B1.whl'>", "https://host/links/x%2B1.whl")]
    [InlineData("a < b <a href='x.whl'", "https://host/links/x.whl")]
    public void A_link_is_found(string html, string url) => Assert.Equal(url, Assert.Single(Parse(html)).Url.AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("<a>x</a>")]
    [InlineData("<a href='mailto:me@host'>")]
    [InlineData("<a href='folder/'>")]
    [InlineData("<a href='..%2F..%2Fx.whl'>")]
    [InlineData("<a href=''>")]
    [InlineData("<abbr href='x.whl'>")]
    [InlineData("<a href='")]
    [InlineData("<a href=")]
    [InlineData("<")]
    public void What_is_no_link_to_a_file_is_not(string html) => Assert.Empty(Parse(html));

    [Fact]
    public void Attributes_tell_more()
    {
        var file = Assert.Single(Parse($"""
            <a href="x%2Blocal.whl#sha256={Hash}" data-requires-python="&gt;=3.8" data-yanked="broken" data-dist-info-metadata="true" data-core-metadata="sha256={Hash}">x</a>
            """));

        Assert.Equal("x+local.whl", file.FileName);
        Assert.Equal("https://host/links/x%2Blocal.whl", file.Url.AbsoluteUri);
        Assert.Equal([new ArchiveHash("sha256", Hash)], file.Hashes);
        Assert.Equal((">=3.8", "broken", true), (file.RequiresPython, file.Yanked, file.HasCoreMetadata));
        Assert.Equal([new ArchiveHash("sha256", Hash)], file.CoreMetadataHashes);
    }

    [Fact]
    public void Yanked_without_reason_is_yanked()
    {
        var files = Parse("<a href=x.whl data-yanked>x</a><a href=y.whl>y</a>");

        Assert.Equal(["", null], files.Select(static file => file.Yanked));
    }

    [Fact]
    public void A_weak_hash_counts_for_nothing() => Assert.Empty(Assert.Single(Parse($"<a href='x.whl#md5={Hash[..32]}'>")).Hashes);

    [Fact]
    public void Any_beginning_of_a_page_can_be_read()
    {
        byte[] page = Encoding.UTF8.GetBytes("<!-- c --><base href='/b/'><a title=\"q>\" href='x.whl' data-yanked>x</a><script>1</script><a href=y.whl/>");

        for (int length = 0; length <= page.Length; length++)
            Assert.InRange(LinkPage.Parse(new Uri("https://host/"), page.AsSpan(0, length)).Count, 0, 2);
    }

    private static List<RemoteFile> Parse(string html) => LinkPage.Parse(new Uri("https://host/links/index.html"), Encoding.UTF8.GetBytes(html));
}
