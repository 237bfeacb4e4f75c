using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>
/// Gets wheels anew of which the cache has lost a file since they were unpacked: somebody emptied it by hand, or a disk was full. Found out when a link
/// fails, since looking beforehand would cost a system call for each file. Used by several threads.
/// </summary>
/// <param name="wheels">The wheels that are being installed, and what gets each anew: from its archive, or from a server.</param>
/// <param name="reporter">Is told which wheels were damaged.</param>
public sealed class WheelRenewal(IReadOnlyList<(UnpackedWheel Wheel, Action Renew)> wheels, IReporter reporter)
{
    private readonly HashSet<FsPath> _renewed = [];
    private readonly Lock _lock = new();

    /// <summary>True if a file of a wheel that could not be linked is in the cache now, and was not before; each wheel is got anew once at most.</summary>
    public bool TryRestore(FsPath file, long sizeBytes)
    {
        if (IsWhole(file, sizeBytes))
            return false;
        lock (_lock)
        {
            // Another thread may have met a file of the same wheel, and been faster.
            return IsWhole(file, sizeBytes) || (Renew(file) && IsWhole(file, sizeBytes));
        }
    }

    private bool Renew(FsPath file)
    {
        foreach (var (wheel, renew) in wheels)
        {
            if (!file.IsWithin(wheel.Root))
                continue;
            if (!_renewed.Add(wheel.Root))
                return false;
            renew();
            reporter.Warn($"`{wheel.FileName}` was damaged in the cache, and was unpacked again");
            return true;
        }
        return false;
    }

    private static bool IsWhole(FsPath file, long sizeBytes) =>
        !FileSystem.Stat(file, follow: false, out var status).IsError && status.Kind == FileKind.File && status.Size == sizeBytes;
}
