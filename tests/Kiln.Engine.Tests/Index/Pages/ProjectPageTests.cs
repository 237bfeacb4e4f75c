using Kiln.Engine.Index.Pages;
using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Index.Pages;

public sealed class ProjectPageTests
{
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
        var file = new PageFile
        {
            Name = "my_demo-1.0-py3-none-any.whl",
            Url = "../../files/my_demo-1.0-py3-none-any.whl",
            Hashes = [new ArchiveHash("sha256", new string('b', 64))],
            Size = 5_000_000_000,
            RequiresPython = ">=3.8",
            Yanked = "wrong ☃",
            UploadTime = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            HasCoreMetadata = true,
            CoreMetadataHashes = [new ArchiveHash("sha512", "cc"), new ArchiveHash("sha256", "dd")],
        };

        var read = Assert.Single(Make(file).FilesAt(0));

        Assert.Equal("http://localhost/files/my_demo-1.0-py3-none-any.whl", read.Url.AbsoluteUri);
        Assert.Equal((file.Name, file.Size, file.RequiresPython, file.Yanked, file.UploadTime), (read.FileName, read.Size, read.RequiresPython, read.Yanked, read.UploadTime));
        Assert.Equal(file.Hashes, read.Hashes);
        Assert.Equal(file.CoreMetadataHashes, read.CoreMetadataHashes);
    }

    [Theory]
    [InlineData("http://elsewhere/x/my_demo-1.0.zip?token=1", "http://elsewhere/x/my_demo-1.0.zip?token=1")]
    [InlineData("my_demo-1.0.zip", "http://localhost/simple/my-demo/my_demo-1.0.zip")]
    [InlineData("/my_demo-1.0.zip", "http://localhost/my_demo-1.0.zip")]
    public void URLs_are_meant_from_the_page(string url, string expected)
    {
        var read = Assert.Single(Make(new PageFile { Name = "my_demo-1.0.zip", Url = url, Hashes = [new ArchiveHash("sha384", "ee")] }).FilesAt(0));

        Assert.Equal(expected, read.Url.AbsoluteUri);
        Assert.Equal([new ArchiveHash("sha384", "ee")], read.Hashes);
        Assert.False(read.HasCoreMetadata);
    }

    private static ProjectPage Make(params string[] names) => Make([.. names.Select(static name => new PageFile { Name = name, Url = $"x/{name}" })]);

    private static ProjectPage Make(params PageFile[] files)
    {
        var writer = new ProjectPageWriter(PackageName.Parse("my-demo"));
        foreach (var file in files)
            writer.Add(file);
        return new ProjectPage(Place, writer.Finish());
    }
}
