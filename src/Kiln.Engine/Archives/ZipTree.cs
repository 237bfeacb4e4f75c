using Kiln.Engine.Io;

namespace Kiln.Engine.Archives;

/// <summary>Unpacks all of a zip archive that may be hostile into an empty folder.</summary>
internal static class ZipTree
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Does it; a <see cref="UserErrorException"/> where the archive is refused or cannot be written.</summary>
    public static void Unpack(FsPath archive, FsPath root, CancellationToken cancellation)
    {
        const uint everyone = 0x1b6;
        const uint runnable = 0x1ff;
        using var zip = ZipReader.Open(archive);
        var buffer = new byte[BufferSize];
        foreach (var member in zip.Members)
        {
            cancellation.ThrowIfCancellationRequested();
            var path = root.Append(member.Path.Bytes);
            ThrowIfError(path, FileSystem.MakeFolders(member.IsFolder ? path : path.Parent));
            if (member.IsFolder)
                continue;
            ThrowIfError(path, FileHandle.Create(path, member.IsExecutable ? runnable : everyone, out var file));
            using (file!)
            {
                using var content = zip.OpenMember(member);
                while (content.Read(buffer) is > 0 and int count)
                    ThrowIfError(path, file!.Write(buffer.AsSpan(0, count)));
                content.CheckEnd();
                ThrowIfError(path, file!.Close());
            }
        }
    }

    private static void ThrowIfError(FsPath path, FileError error)
    {
        if (error.IsError)
            throw UserErrorException.ForFile("write", path, error);
    }
}
