using Kiln.Engine.Cache;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Cache;

public sealed class HttpCacheTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, null)]
    [InlineData("\"tag\"", null)]
    [InlineData(null, "Sat, 21 Nov 2026 03:22:08 GMT")]
    public void What_is_stored_is_found(string? tag, string? modified)
    {
        var entry = Entry() with { Validators = new HttpValidators(tag, modified) };
        var cache = Open();
        cache.Store(entry);

        var found = cache.Find(entry.Key);

        Assert.NotNull(found);
        Assert.Equal(entry.Content, found.Content);
        Assert.Equal(entry, found with { Content = entry.Content });
        Assert.Null(cache.Find("https://host/y"));
    }

    [Fact]
    public void Any_damage_is_a_miss()
    {
        var cache = Open();
        cache.Store(Entry());
        string file = Directory.GetFiles((_folder / "cache").ToSystemString(), "*", SearchOption.AllDirectories).Single(static path => path.Contains("http-v2", StringComparison.Ordinal));
        byte[] whole = File.ReadAllBytes(file);
        int contentStart = whole.Length - Entry().Content.Length;

        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(file, whole[..length]);
            Assert.Null(cache.Find(Entry().Key));
        }
        for (int place = contentStart; place < whole.Length; place++)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= 0x20;
            File.WriteAllBytes(file, damaged);
            Assert.Null(cache.Find(Entry().Key));
        }
    }

    [Fact]
    public void A_cache_that_cannot_be_written_keeps_nothing()
    {
        _folder.Write("cache", "a file where the folder should be");
        var cache = Open();
        cache.Store(Entry());

        Assert.Null(cache.Find(Entry().Key));
    }

    private HttpCache Open() => new(WheelCaches.Locate(_folder / "cache"));

    private static HttpCacheEntry Entry() => new()
    {
        Key = "https://host/x text/html",
        Url = "https://host/x",
        ContentType = "text/html",
        FreshUntil = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000),
        Content = "\nline\n\n"u8.ToArray(),
    };
}
