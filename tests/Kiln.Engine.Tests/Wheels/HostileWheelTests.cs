using Kiln.Engine.Tests.Support;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Wheels;

public sealed class HostileWheelTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Names => [.. HostileWheels.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_wheel_is_refused_by_name_and_touches_nothing(string name)
    {
        var (wheel, words) = HostileWheels.All[name];
        var archive = wheel.Write(_folder / "wheels");
        string bucket = (_folder / "cache" / "wheels-v1").ToSystemString();
        string[] before = [.. FolderState.Of(_folder.Path.ToSystemString())];
        using (var cache = WheelCaches.Open(_folder))
        {
            var error = Assert.Throws<UserErrorException>(() => cache.Get(archive));
            Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
            Assert.Contains("demo-1.0-py3-none-any.whl", error.Message, StringComparison.Ordinal);
        }
        string cacheFolder = (_folder / "cache").ToSystemString();
        Assert.Equal(before, FolderState.Of(_folder.Path.ToSystemString(), except: cacheFolder));
        Assert.Equal([".lock", "known"], Directory.EnumerateFileSystemEntries(bucket).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("parent folder")]
    [InlineData("absolute path")]
    [InlineData("symbolic link")]
    [InlineData("duplicate name")]
    [InlineData("overlap")]
    [InlineData("bomb by its claim")]
    [InlineData("more content than claimed")]
    [InlineData("wrong CRC")]
    [InlineData("command in a parent folder")]
    public void What_does_harm_is_refused_though_ambiguity_is_allowed(string name)
    {
        var archive = HostileWheels.All[name].Wheel.Write(_folder / "wheels");
        using var cache = WheelCaches.Open(_folder, new WheelTrust { AllowsAmbiguousArchives = true });
        Assert.Throws<UserErrorException>(() => cache.Get(archive));
    }

    [Theory]
    [InlineData("data behind the end")]
    [InlineData("other local CRC")]
    [InlineData("hidden member")]
    [InlineData("second name in the directory")]
    public void What_is_only_ambiguous_is_let_pass_and_told_where_that_was_asked_for(string name)
    {
        var (wheel, words) = HostileWheels.All[name];
        var archive = wheel.Write(_folder / "wheels");
        var reporter = new RecordingReporter();
        using (var cache = WheelCaches.Open(_folder, new WheelTrust { AllowsAmbiguousArchives = true }))
            Assert.Contains("demo.py", cache.Get(archive, reporter).Paths());
        Assert.All(words, word => Assert.Contains(word, Assert.Single(reporter.Warnings), StringComparison.Ordinal));
        using var strict = WheelCaches.Open(_folder);
        var error = Assert.Throws<UserErrorException>(() => strict.Get(archive));
        Assert.Contains("KILN_INSECURE_NO_ZIP_VALIDATION", error.Hint, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
