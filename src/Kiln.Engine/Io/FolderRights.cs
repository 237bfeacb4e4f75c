using Kiln.Engine.Io.Unix;

namespace Kiln.Engine.Io;

/// <summary>What a folder gives to the files that are made in it. Where two folders give the same, a file may be made in one and renamed into the other.</summary>
/// <param name="Device">The file system.</param>
/// <param name="InheritedGroup">The group, where the folder's set-group-id bit hands it on; else null.</param>
/// <param name="HasDefaultAcl">True if it hands on an access control list.</param>
public readonly record struct FolderRights(ulong Device, uint? InheritedGroup, bool HasDefaultAcl)
{
    /// <summary>Reads a folder's rights, links followed; on Windows, where files inherit from their folder, none is known.</summary>
    public static FolderRights? Of(FsPath folder)
    {
        if (OperatingSystem.IsWindows() || FileSystem.Stat(folder, follow: true, out var status).IsError)
            return null;
        uint? group = (status.Mode & FileStatus.SetGroupId) != 0 ? status.Group : null;
        return new FolderRights(status.Device, group, DefaultAcl.IsOn(folder));
    }
}
