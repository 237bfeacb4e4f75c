using Kiln.Engine.Wheels;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>When wheels were unpacked.</summary>
internal static class UnpackTimes
{
    /// <summary>The time of the index, which is written behind the last file.</summary>
    public static FileTime UnpackTime(this UnpackedWheel wheel) => FileTime.Of(WheelBucket.IndexIn(wheel.Root.Parent));
}
