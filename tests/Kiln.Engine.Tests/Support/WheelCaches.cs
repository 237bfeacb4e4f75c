using Kiln.Engine.Cache;
using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Support;

/// <summary>Caches of wheels in test folders.</summary>
internal static class WheelCaches
{
    /// <summary>The cache folder of a test.</summary>
    public static CacheFolder Locate(FsPath path) => CacheFolder.Locate(new Surroundings(new Dictionary<string, string>(), path.Parent), path);

    /// <summary>Opens the cache <c>cache</c> of a test folder.</summary>
    public static WheelCache Open(TempFolder folder, WheelTrust? trust = null) => WheelCache.Open(Locate(folder / "cache"), trust);

    /// <summary>Gets one wheel.</summary>
    public static UnpackedWheel Get(this WheelCache cache, FsPath archive, RecordingReporter? reporter = null) =>
        cache.Get([new WheelRequest(archive)], reporter ?? new RecordingReporter())[0];

    /// <summary>The paths of a wheel's entries.</summary>
    public static string[] Paths(this UnpackedWheel wheel) => [.. wheel.Entries.Select(entry => Printable.Text(entry.Path))];
}
