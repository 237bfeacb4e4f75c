using Kiln.Engine.Cache;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Cache;

public class CacheFolderTests
{
    [Theory]
    [InlineData("", "/home/me/.cache/kiln")]
    [InlineData("XDG_CACHE_HOME=/xdg", "/xdg/kiln")]
    [InlineData("XDG_CACHE_HOME=relative", "/home/me/.cache/kiln")]
    [InlineData("KILN_CACHE_DIR=/chosen XDG_CACHE_HOME=/xdg", "/chosen")]
    [InlineData("KILN_CACHE_DIR=below", "/work/below")]
    [InlineData("UV_CACHE_DIR=/uv", "/home/me/.cache/kiln")]
    public void The_cache_lies_where_variables_say_else_in_the_home(string variables, string expected) =>
        Assert.Equal(FsPath.From(expected), CacheFolder.Locate(Surroundings("HOME=/home/me " + variables)).Path);

    [Fact]
    public void An_option_goes_before_variables() => Assert.Equal(
        FsPath.From("/work/given"), CacheFolder.Locate(Surroundings("HOME=/home/me KILN_CACHE_DIR=/chosen"), FsPath.From("given")).Path);

    [Fact]
    public void Without_a_home_the_cache_is_temporary() => Assert.True(CacheFolder.Locate(Surroundings("")).IsTemporary);

    [Fact]
    public void A_bucket_is_made_with_the_files_that_keep_backups_and_git_away()
    {
        using var folder = new TempFolder();
        using (var cache = CacheFolder.Locate(Surroundings(""), folder / "a/cache"))
        {
            Assert.False(FileSystem.Exists(cache.Path));
            Assert.True(cache.TryMakeBucket("things-v1", out var bucket));
            Assert.True(FileSystem.IsFolder(bucket));
        }
        Assert.StartsWith("Signature: 8a477f597d28d172789f06886806bc55\n", Read(folder / "a/cache/CACHEDIR.TAG"), StringComparison.Ordinal);
        Assert.Equal("*\n", Read(folder / "a/cache/.gitignore"));
    }

    [Fact]
    public void An_unwanted_cache_is_temporary_and_goes_away()
    {
        using var folder = new TempFolder();
        var cache = CacheFolder.Locate(Surroundings($"HOME=/home/me TMPDIR={folder.Path}"), isUnwanted: true);
        Assert.True(cache.TryMakeBucket("things-v1", out var bucket));
        Assert.True(bucket.IsWithin(folder.Path));
        cache.Dispose();
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path.ToSystemString()));
    }

    private static Surroundings Surroundings(string variables) => new(
        variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]),
        FsPath.From("/work"));

    private static string Read(FsPath path) => File.ReadAllText(path.ToSystemString());
}
