using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>A file system of its own, in memory, of whatever size; only root can make one.</summary>
internal sealed class SmallDisk : IDisposable
{
    /// <summary>Makes it in a new folder; <paramref name="options"/> as for mount(8).</summary>
    public SmallDisk(TempFolder folder, string name, string options)
    {
        Path = folder.Folder(name);
        Assert.True(Shell.Run("mount -t tmpfs -o \"$1\" none \"$2\"", options, $"{Path}").Status?.IsSuccess);
    }

    /// <summary>Where it is.</summary>
    public FsPath Path { get; }

    /// <summary>From now on nobody writes to it.</summary>
    public void MakeReadOnly() => Assert.True(Shell.Run("mount -o remount,ro \"$1\"", $"{Path}").Status?.IsSuccess);

    /// <summary>Leaves so much free, in kB, beside what is on it now.</summary>
    public void LeaveFree(int kilobytes) =>
        Assert.True(Shell.Run("mount -o remount,size=$(($(df -k --output=used \"$1\" | tail -1) + $2))k \"$1\"", $"{Path}", $"{kilobytes}").Status?.IsSuccess);

    public void Dispose() => Shell.Run("umount \"$1\"", $"{Path}");
}
