using System.Text;
using Kiln.Engine.Index;
using Kiln.Engine.Index.Pages;
using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Index.Pages;

public sealed class ProjectPageTests
{
    private static readonly ArchiveHash OtherHash = new("sha384", new string('e', 96));
    private static readonly Uri Place = new("http://localhost/simple/my-demo/");

    [Fact]
    public void Versions_stand_newest_first_with_their_files_in_the_order_of_the_page()
    {
        var page = Make(
            "my_demo-1.0-py3-none-any.whl", "my_demo-2.0rc1-py3-none-any.whl", "my-demo-1.0.tar.gz", "my.demo-1.0.0-cp312-cp312-win_amd64.whl", "My_Demo-0.9-1-post.zip", "my_demo-10-py3-none-any.whl");

        Assert.Equal(["10", "2.0rc1", "1.0"], Enumerable.Range(0, page.Count).Select(index => page.VersionAt(index).ToString()));
        Assert.Equal(["my_demo-1.0-py3-none-any.whl", "my-demo-1.0.tar.gz", "my.demo-1.0.0-cp312-cp312-win_amd64.whl"], page.FilesAt(2).Select(static file => file.FileName));
    }

    [Fact]
    public void Files_of_other_projects_and_kinds_are_left_out() => Assert.Equal(0, Make(
        "demo-1.0-py3-none-any.whl", "my_demo_extra-1.0-py3-none-any.whl", "my_demo-1.0.egg", "my_demo-1.0-py3.whl", "my_demo-x-py3-none-any.whl", "my-demo-extra-1.0.tar.gz", "my-demo.zip", "", "../my_demo-1.0.exe").Count);

    [Fact]
    public void A_file_comes_back_as_it_was()
    {
        var file = new RemoteFile
        {
            FileName = "my_demo-1.0-py3-none-any.whl",
            Link = new FileLink(new Uri("http://localhost/files/my_demo-1.0-py3-none-any.whl")),
            Hashes = [new ArchiveHash("sha256", new string('b', 64))],
            RequiresPython = ">=3.8",
            Yanked = "wrong ☃",
            HasCoreMetadata = true,
            CoreMetadataHashes = [new ArchiveHash("sha256", new string('d', 64)), new ArchiveHash("sha512", new string('c', 128))],
        };
        var time = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));

        var writer = new ProjectPageWriter(PackageName.Parse("my-demo"));
        var listed = PageFile.Of(file);
        (listed.Size, listed.UploadTime) = (5_000_000_000, time);
        writer.Add(listed);
        var read = Assert.Single(new ProjectPage(Place, writer.Finish()).FilesAt(0));

        Assert.Equal((5_000_000_000, time), (read.Size, read.UploadTime));
        Assert.Equal(file.Hashes, read.Hashes);
        Assert.Equal(file.CoreMetadataHashes, read.CoreMetadataHashes);
        Assert.Equal((file.FileName, file.Url, file.RequiresPython, file.Yanked, true), (read.FileName, read.Url, read.RequiresPython, read.Yanked, read.HasCoreMetadata));
    }

    [Theory]
    [InlineData("http://elsewhere/x/my_demo-1.0.zip?token=1", "http://elsewhere/x/my_demo-1.0.zip?token=1")]
    [InlineData("my_demo-1.0.zip", "http://localhost/simple/my-demo/my_demo-1.0.zip")]
    [InlineData("/my_demo-1.0.zip", "http://localhost/my_demo-1.0.zip")]
    public void URLs_are_meant_from_the_page(string url, string expected)
    {
        var read = Assert.Single(Make(("my_demo-1.0.zip", url)).FilesAt(0));

        Assert.Equal(expected, read.Url.AbsoluteUri);
        Assert.Equal([OtherHash], read.Hashes);
        Assert.False(read.HasCoreMetadata);
    }

    [Fact]
    public void A_version_is_read_from_the_first_of_its_wheels()
    {
        var page = Make(
            "my_demo-1.0-py3-none-any.whl", "my_demo-1.0-py3.whl", "my-demo-1.0.tar.gz", "my_demo-1.0-cp312-cp312-win_amd64.whl", "my_demo-1.0.1-py3-none-any.whl", "my_demo-1.0-cp313-cp313-win_amd64.whl");

        Assert.Equal(["1.0.1", "1.0"], Enumerable.Range(0, page.Count).Select(index => page.VersionAt(index).ToString()));
        Assert.Equal(5, page.FilesAt(1).Count);
    }

    private static ProjectPage Make(params string[] names) => Make([.. names.Select(static name => (name, $"x/{name}"))]);

    private static ProjectPage Make(params (string Name, string Url)[] files)
    {
        var writer = new ProjectPageWriter(PackageName.Parse("my-demo"));
        foreach (var (name, url) in files)
            writer.Add(new PageFile { Name = Encoding.UTF8.GetBytes(name), Url = Encoding.UTF8.GetBytes(url), Hashes = PageHashes.Of([OtherHash]) });
        return new ProjectPage(Place, writer.Finish());
    }
}
