using System.Collections.Concurrent;
using System.Security.Cryptography;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Wheels;

public sealed class WheelCacheTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RecordingReporter _reporter = new();

    [Fact]
    public void A_wheel_is_unpacked_as_it_is_and_described()
    {
        var archive = new WheelBuilder("Demo_Pkg", "1.0")
            .Add("demo/__init__.py", "x = 1\n")
            .Add("demo/run.sh", "#!/bin/sh\n").Spoil("demo/run.sh", member => member.Mode = 0x81c0)
            .Add("Demo_Pkg-1.0.data/scripts/tool", "#!python\n")
            .Add("Demo_Pkg-1.0.dist-info/entry_points.txt", "[other]\na = b\n[console_scripts]\ndemo = demo.cli : main.go [extra]\n# x\n[gui_scripts]\nwin=demo:gui\n")
            .Add("Demo_Pkg-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: demo-pkg\nVersion: 1.0.0\nRequires-Python: >=3.8\nRequires-Dist: a (>1)\nRequires-Dist: b;\n  extra == 'x'\nProvides-Extra: x\n\nRequires-Dist: body\n")
            .Write(_folder);
        using var cache = WheelCaches.Open(_folder);
        var wheel = cache.Get(archive, _reporter);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(archive.ToSystemString()))), wheel.Sha256);
        Assert.Equal("Demo_Pkg-1.0.dist-info", wheel.DistInfo);
        Assert.True(wheel.RootIsPurelib);
        Assert.Equal(
            ["Demo_Pkg-1.0.data/scripts/tool", "Demo_Pkg-1.0.dist-info/METADATA", "Demo_Pkg-1.0.dist-info/WHEEL", "Demo_Pkg-1.0.dist-info/entry_points.txt", "demo/__init__.py", "demo/run.sh"],
            wheel.Paths());
        Assert.Equal("demo/run.sh", Printable.Text(Assert.Single(wheel.Entries, entry => entry.IsExecutable).Path));
        Assert.Equal([new EntryPoint("demo", "demo.cli", "main.go", IsGui: false), new EntryPoint("win", "demo", "gui", IsGui: true)], wheel.EntryPoints);
        Assert.Equal(["a (>1)", "b;\n  extra == 'x'"], wheel.Metadata.RequiresDist);
        Assert.Equal((">=3.8", "x"), (wheel.Metadata.RequiresPython, Assert.Single(wheel.Metadata.ProvidesExtra)));
        Assert.Equal("x = 1\n", File.ReadAllText((wheel.Root / "demo/__init__.py").ToSystemString()));
        Assert.Equal(6, TreeSize.Measure(wheel.Root).Files);
        Assert.True(FileSystem.IsExecutable(wheel.Root / "demo/run.sh"));
        Assert.Empty(_reporter.Warnings);
    }

    [Fact]
    public void A_wheel_is_the_same_when_it_is_found_again()
    {
        var archive = Demo().Write(_folder);
        using var cache = WheelCaches.Open(_folder);
        var first = cache.Get(archive);
        var created = File.GetLastWriteTimeUtc((first.Root / "demo.py").ToSystemString());
        var again = cache.Get(archive);
        Assert.Equal(WheelIndex.Write(first), WheelIndex.Write(again));
        Assert.Equal(created, File.GetLastWriteTimeUtc((again.Root / "demo.py").ToSystemString()));
        Assert.Equal(first.Root, cache.Find(first.Sha256)!.Root);
        Assert.Null(cache.Find(new string('0', 64)));
    }

    [Fact]
    public void An_archive_that_was_not_touched_is_not_read_again()
    {
        var archive = Demo().Write(_folder);
        var time = DateTime.UnixEpoch.AddDays(20_000);
        File.SetLastWriteTimeUtc(archive.ToSystemString(), time);
        using var cache = WheelCaches.Open(_folder);
        var first = cache.Get(archive);
        var content = File.ReadAllBytes(archive.ToSystemString());
        content[^30] ^= 1;
        using (var file = new FileStream(archive.ToSystemString(), FileMode.Open))
            file.Write(content);
        File.SetLastWriteTimeUtc(archive.ToSystemString(), time);
        Assert.Equal(first.Sha256, cache.Get(archive).Sha256);
        File.SetLastWriteTimeUtc(archive.ToSystemString(), time.AddSeconds(1));
        Assert.Throws<UserErrorException>(() => cache.Get(archive));
    }

    [Fact]
    public void A_wheel_found_by_content_must_fit_the_name_it_is_asked_by()
    {
        var archive = Demo().Write(_folder);
        using var cache = WheelCaches.Open(_folder);
        cache.Get(archive);
        var renamed = _folder / "other-1.0-py3-none-any.whl";
        File.Copy(archive.ToSystemString(), renamed.ToSystemString());
        Assert.Contains("`other`", Assert.Throws<UserErrorException>(() => cache.Get(renamed)).Message, StringComparison.Ordinal);
        var sameName = _folder / "demo-1.0-1-py3-none-any.whl";
        File.Copy(archive.ToSystemString(), sameName.ToSystemString());
        Assert.Equal("demo-1.0-1-py3-none-any.whl", cache.Get(sameName).FileName.Text);
    }

    [Theory]
    [InlineData("sha256")]
    [InlineData("sha384")]
    [InlineData("sha512")]
    public void One_of_the_hashes_asked_for_must_be_the_archives(string algorithm)
    {
        var archive = Demo().Write(_folder);
        var content = File.ReadAllBytes(archive.ToSystemString());
        byte[] digest = algorithm == "sha256" ? SHA256.HashData(content) : algorithm == "sha384" ? SHA384.HashData(content) : SHA512.HashData(content);
        ArchiveHash right = new(algorithm, Convert.ToHexStringLower(digest));
        ArchiveHash wrong = new(algorithm, Convert.ToHexStringLower(new byte[digest.Length]));
        using var cache = WheelCaches.Open(_folder);
        var error = Assert.Throws<UserErrorException>(() => cache.Get([new WheelRequest(archive) { AcceptedHashes = [wrong] }], _reporter));
        Assert.Contains(wrong.ToString(), error.Details, StringComparison.Ordinal);
        Assert.Single(cache.Get([new WheelRequest(archive) { AcceptedHashes = [wrong, right] }], _reporter));
        Assert.Throws<UserErrorException>(() => cache.Get([new WheelRequest(archive) { AcceptedHashes = [wrong] }], _reporter));
    }

    [Fact]
    public void Bytecode_of_a_source_is_left_out_and_told()
    {
        var archive = Demo()
            .Add("__pycache__/demo.cpython-312.pyc", "evil").Add("pkg/__PyCache__/x.PYC", "evil").Add("demo.pyc", "evil").Add("alone.pyc", "module")
            .Write(_folder);
        using var cache = WheelCaches.Open(_folder);
        Assert.Equal(["alone.pyc", "demo-1.0.dist-info/METADATA", "demo-1.0.dist-info/WHEEL", "demo.py"], cache.Get(archive, _reporter).Paths());
        cache.Get(archive, _reporter);
        Assert.Equal(2, _reporter.Warnings.Count(warning => warning.Contains("3 bytecode files", StringComparison.Ordinal)));
        Assert.Contains(_reporter.Warnings, warning => warning.Contains("1 of its modules", StringComparison.Ordinal));
    }

    [Fact]
    public void A_newer_minor_version_of_the_format_is_told()
    {
        var archive = Demo().Add("demo-1.0.dist-info/WHEEL", "Wheel-Version: 1.9\nRoot-Is-Purelib: false\n").Write(_folder);
        using var cache = WheelCaches.Open(_folder);
        Assert.False(cache.Get(archive, _reporter).RootIsPurelib);
        Assert.Contains("1.9", Assert.Single(_reporter.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_refused_wheel_is_told_and_the_others_are_kept()
    {
        var good = Demo().Write(_folder);
        var bad = new WheelBuilder("bad").Add("../x", "").Write(_folder);
        var worse = new WheelBuilder("worse").Add("/x", "").Write(_folder);
        using var cache = WheelCaches.Open(_folder);
        var requests = new[] { worse, good, bad }.Select(path => new WheelRequest(path)).ToArray();
        Assert.Contains("`worse-1.0", Assert.Throws<UserErrorException>(() => cache.Get(requests, _reporter)).Message, StringComparison.Ordinal);
        string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(good.ToSystemString())));
        Assert.NotNull(cache.Find(hash));
    }

    [Fact]
    public void A_large_wheel_is_unpacked_in_portions()
    {
        var random = new Random(1);
        var wheel = Demo();
        var contents = new Dictionary<string, byte[]>();
        for (int i = 0; i < 300; i++)
        {
            contents[$"demo{i % 7}/f{i}.bin"] = new byte[random.Next(60_000)];
            random.NextBytes(contents.Last().Value);
        }
        contents["demo/huge.bin"] = new byte[3_000_000];
        foreach (var (path, content) in contents)
            wheel.Add(path, content);
        using var cache = WheelCaches.Open(_folder);
        var unpacked = cache.Get(wheel.Write(_folder), _reporter);
        Assert.Equal(contents.Count + 3, unpacked.Entries.Count);
        Assert.All(contents, each => Assert.Equal(each.Value, File.ReadAllBytes((unpacked.Root / each.Key).ToSystemString())));
        Assert.Empty(_reporter.Warnings);
    }

    [Fact]
    public void Many_who_fill_the_cache_at_once_get_one_wheel()
    {
        var archive = Demo().Write(_folder);
        const int Users = 8;
        using var start = new Barrier(Users);
        var roots = new ConcurrentDictionary<FsPath, bool>();
        var threads = Enumerable.Range(0, Users).Select(_ => new Thread(() =>
        {
            using var cache = WheelCaches.Open(_folder);
            start.SignalAndWait();
            roots[cache.Get(archive).Root] = true;
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.True(FileSystem.IsFile(Assert.Single(roots).Key / "demo.py"));
        Assert.DoesNotContain(Directory.EnumerateDirectories((_folder / "cache/wheels-v1").ToSystemString()), path => path.Contains(".kiln-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("changed")]
    [InlineData("empty")]
    [InlineData("removed")]
    public void A_wheel_whose_index_is_damaged_is_unpacked_again(string damage)
    {
        var archive = Demo().Write(_folder);
        using var cache = WheelCaches.Open(_folder);
        var wheel = cache.Get(archive);
        string index = (wheel.Root.Parent / "index").ToSystemString();
        var content = File.ReadAllBytes(index);
        File.Delete((wheel.Root / "demo.py").ToSystemString());
        switch (damage)
        {
            case "cut off":
                File.WriteAllBytes(index, content[..^9]);
                break;
            case "changed":
                content[40] ^= 4;
                File.WriteAllBytes(index, content);
                break;
            case "empty":
                File.WriteAllBytes(index, []);
                break;
            default:
                File.Delete(index);
                break;
        }
        Assert.Null(cache.Find(wheel.Sha256));
        Assert.True(FileSystem.IsFile(cache.Get(archive).Root / "demo.py"));
    }

    [Fact]
    public void A_wheel_that_lost_a_file_can_be_renewed()
    {
        var archive = Demo().Write(_folder);
        using var cache = WheelCaches.Open(_folder);
        var wheel = cache.Get(archive);
        File.Delete((wheel.Root / "demo.py").ToSystemString());
        Assert.True(FileSystem.IsFile(cache.Renew(new WheelRequest(archive), wheel, _reporter).Root / "demo.py"));
    }

    [Fact]
    public void A_cache_that_is_removed_meanwhile_is_filled_again()
    {
        var archive = Demo().Write(_folder);
        using var cache = WheelCaches.Open(_folder);
        var wheel = cache.Get(archive);
        Directory.Delete((_folder / "cache").ToSystemString(), recursive: true);
        Assert.Null(cache.Find(wheel.Sha256));
        Assert.True(FileSystem.IsFile(cache.Renew(new WheelRequest(archive), wheel, _reporter).Root / "demo.py"));
    }

    [Fact]
    public void Cancelling_ends_with_nothing_left_behind()
    {
        var archive = Demo().Write(_folder);
        using var cache = WheelCaches.Open(_folder);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => cache.Get([new WheelRequest(archive)], _reporter, cancelled.Token));
        Assert.Empty(Directory.EnumerateDirectories((_folder / "cache/wheels-v1").ToSystemString()));
    }

    [Fact]
    public void Cleaning_removes_the_wheels_of_a_package_or_all()
    {
        FsPath demo = Demo().Write(_folder), other = new WheelBuilder("other").Write(_folder);
        string hash;
        using (var cache = WheelCaches.Open(_folder))
        {
            hash = cache.Get(demo).Sha256;
            cache.Get(other);
        }
        using var cleaner = WheelCacheCleaner.Open(WheelCaches.Locate(_folder / "cache"), _reporter)!;
        Assert.Equal(3, cleaner.Clean(new HashSet<PackageName> { PackageName.Parse("Other") }).Files);
        Assert.NotNull(WheelIndex.Read(File.ReadAllBytes((_folder / $"cache/wheels-v1/{hash[..2]}/{hash}/index").ToSystemString()), default));
        Assert.Equal(4 + 2, cleaner.Clean().Files);
        Assert.Equal(default, cleaner.Clean());
        Assert.Empty(_reporter.Warnings);
    }

    [Fact]
    public void Pruning_removes_only_what_is_of_no_use()
    {
        using (var cache = WheelCaches.Open(_folder))
            cache.Get(Demo().Write(_folder));
        _folder.Write("cache/wheels-v1/.kiln-0123456789ab-1/tree/x.py", "left behind");
        _folder.Write($"cache/wheels-v1/aa/{new string('a', 64)}/tree/x.py", "without an index");
        using var cleaner = WheelCacheCleaner.Open(WheelCaches.Locate(_folder / "cache"), _reporter)!;
        Assert.Equal(2, cleaner.Prune().Files);
        Assert.Equal(default, cleaner.Prune());
        Assert.Equal(4 + 1, cleaner.Clean().Files);
    }

    [Fact]
    public void Cleaning_waits_for_those_who_use_the_cache_and_says_so()
    {
        var archive = Demo().Write(_folder);
        var cache = WheelCaches.Open(_folder);
        var wheel = cache.Get(archive);
        // The user goes away when the cleaner says that it waits.
        var reporter = new RecordingReporter { Warned = _ => cache.Dispose() };
        using var cleaner = WheelCacheCleaner.Open(WheelCaches.Locate(_folder / "cache"), reporter)!;
        Assert.Contains("in use", Assert.Single(reporter.Warnings), StringComparison.Ordinal);
        Assert.True(FileSystem.IsFile(wheel.Root / "demo.py"));
        cleaner.Clean();
        Assert.False(FileSystem.Exists(wheel.Root));
    }

    public void Dispose() => _folder.Dispose();

    private static WheelBuilder Demo() => new WheelBuilder().Add("demo.py", "x = 1");
}
