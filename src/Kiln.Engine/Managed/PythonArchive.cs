using System.IO.Compression;
using System.Security.Cryptography;
using Kiln.Engine.Archives;
using Kiln.Engine.Io;
using Kiln.Engine.Managed.Downloads;

namespace Kiln.Engine.Managed;

/// <summary>The archive of a Python, unpacked by what its name says.</summary>
internal static class PythonArchive
{
    private const int HashBufferSize = 256 * 1024;

    /// <summary>How a download is packed; a <see cref="UserErrorException"/> where Kiln cannot unpack it.</summary>
    public static PythonArchiveKind KindOf(PythonDownload download) => KindOf(download, ZstandardLibrary.System is not null);

    /// <summary>The same, where it is known whether the system can decompress Zstandard.</summary>
    internal static PythonArchiveKind KindOf(PythonDownload download, bool hasZstandard)
    {
        string name = download.FileName;
        if (EndsWith(".tar.gz") || EndsWith(".tgz"))
            return PythonArchiveKind.TarGz;
        if (EndsWith(".zip"))
            return PythonArchiveKind.Zip;
        if (!EndsWith(".tar.zst"))
            throw new UserErrorException($"{download.Key} is only there as `{name}`, and Kiln unpacks `.tar.gz`, `.tar.zst` and `.zip`");
        if (hasZstandard)
            return PythonArchiveKind.TarZst;
        throw new UserErrorException($"{download.Key} is only there as `{name}`, and this system has no `{ZstandardLibrary.Name}` to unpack it")
        {
            Hint = OperatingSystem.IsWindows() ? $"put `{ZstandardLibrary.Name}` beside Kiln's program, or choose another version: only debug builds and some old ones are packed so"
                : "install it (`apt install libzstd1`, `apk add zstd-libs`, `brew install zstd`), or choose another version: only debug builds and some old ones are packed so",
        };

        bool EndsWith(string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Unpacks an archive that is all there; its hash. Both at once would read it once; from the page cache it does not matter.</summary>
    public static string UnpackLocal(FsPath archive, PythonArchiveKind kind, FsPath stage, CancellationToken cancellation)
    {
        var whole = new ArrivingFile(archive);
        string hash = Hash(archive, whole);
        whole.End();
        Unpack(whole, archive, kind, stage, cancellation);
        return hash;
    }

    /// <summary>Unpacks an archive that may still be on its way.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another kind.</exception>
    public static void UnpackArriving(ArrivingFile arriving, FsPath archive, PythonArchiveKind kind, FsPath stage, CancellationToken cancellation)
    {
        using var packed = arriving.Open(cancellation);
        var judge = new ArchiveJudge(archive, allowsAmbiguity: false);
        Make(stage);
        if (kind == PythonArchiveKind.Zip)
        {
            Drain(packed);
            ZipTree.Unpack(archive, stage, cancellation);
            return;
        }
        using Stream content = kind == PythonArchiveKind.TarGz ? new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true) : new ZstandardStream(packed, ZstandardLibrary.System!);
        TarArchive.Unpack(content, stage, judge, () => packed.Position, cancellation);
    }

    /// <summary>
    /// The root of an unpacked tree: archives hold one folder; in full ones of python-build-standalone the Python is in <c>install</c>, in Pyodide's deeper down.
    /// </summary>
    public static FsPath RootOf(FsPath stage, string system)
    {
        var entries = new FolderEntries();
        if (!FolderHandle.Open(stage, follow: false, out var handle).IsError)
        {
            using (handle!)
                _ = handle!.List(entries);
        }
        var root = entries.Count == 1 && FileSystem.IsFolder(stage.Append(entries.Name(0))) ? stage.Append(entries.Name(0)) : stage;
        if (system == "emscripten")
            return root / "pyodide-root" / "dist";
        return FileSystem.IsFolder(root / "install") ? root / "install" : root;
    }

    private static void Unpack(ArrivingFile whole, FsPath archive, PythonArchiveKind kind, FsPath stage, CancellationToken cancellation)
    {
        try
        {
            UnpackArriving(whole, archive, kind, stage, cancellation);
        }
        catch (InvalidDataException)
        {
            throw Damaged(archive);
        }
    }

    /// <summary>The error for an archive that is not what its name says.</summary>
    public static UserErrorException Damaged(FsPath archive) => new($"`{Printable.Text(archive.Name)}` is damaged, or no archive of the kind that its name says");

    private static string Hash(FsPath archive, ArrivingFile whole)
    {
        var error = FileHandle.OpenRead(archive, out var file);
        if (error.IsError)
            throw UserErrorException.ForFile("read", archive, error);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (file!)
        {
            var buffer = new byte[HashBufferSize];
            while (true)
            {
                error = file!.Read(buffer, out int count);
                if (error.IsError)
                    throw UserErrorException.ForFile("read", archive, error);
                if (count == 0)
                    break;
                hash.AppendData(buffer, 0, count);
                whole.Arrived(count);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Drain(Stream packed)
    {
        var buffer = new byte[HashBufferSize];
        while (packed.Read(buffer) > 0)
            continue;
    }

    private static void Make(FsPath stage)
    {
        var error = FileSystem.MakeFolders(stage);
        if (error.IsError)
            throw UserErrorException.ForFile("make the folder", stage, error);
    }
}
