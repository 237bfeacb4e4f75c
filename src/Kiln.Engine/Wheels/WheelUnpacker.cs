using System.Security.Cryptography;
using Kiln.Engine.Archives;
using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>
/// Writes the files of one wheel into a new folder, in portions that several threads share, hashing them on the way.
/// The folder is fresh and holds no links, and all names were checked: nothing can be written elsewhere.
/// </summary>
internal sealed class WheelUnpacker
{
    // A portion takes some milliseconds: a large wheel keeps all threads busy, and handing out costs nothing.
    private const long PortionBytes = 2 << 20;

    // What making a file costs, in bytes that could be unpacked meanwhile.
    private const long FileCostBytes = 16 * 1024;

    private const uint FileMode = 0x1b6;
    private const uint ExecutableMode = 0x1ff;

    private readonly WheelArchive _archive;
    private readonly WheelFileName _name;
    private readonly WheelRecord _record;
    private readonly FsPath _tree;
    private readonly byte[] _hashes;
    private readonly byte[]?[] _otherHashes;

    /// <summary>Unpacks into <paramref name="tree"/>, which must exist and be empty.</summary>
    public WheelUnpacker(WheelArchive archive, WheelFileName name, FsPath tree)
    {
        _archive = archive;
        _name = name;
        _record = archive.ReadRecord();
        _tree = tree;
        _hashes = new byte[archive.Files.Length * RecordHash.Sha256TextBytes];
        _otherHashes = new byte[archive.Files.Length][];
    }

    /// <summary>Makes all folders, and divides the files into portions of about equal work.</summary>
    public IReadOnlyList<Range> Prepare()
    {
        var portions = new List<Range>();
        var folders = new HashSet<FsPath>();
        long cost = 0;
        int start = 0;
        for (int i = 0; i < _archive.Files.Length; i++)
        {
            var parent = _archive.Files[i].Path.Parent;
            if (!parent.IsEmpty && folders.Add(parent))
                ThrowIfError(FileSystem.MakeFolders(_tree.Append(parent.Bytes)), parent);
            cost += _archive.Files[i].SizeBytes + FileCostBytes;
            if (cost >= PortionBytes || i + 1 == _archive.Files.Length)
            {
                portions.Add(start..(i + 1));
                (start, cost) = (i + 1, 0);
            }
        }
        return portions;
    }

    /// <summary>Unpacks one portion.</summary>
    public void Unpack(Range portion, UnpackScratch scratch)
    {
        for (int i = portion.Start.Value; i < portion.End.Value; i++)
            Unpack(i, scratch);
    }

    /// <summary>What was unpacked, once all portions are.</summary>
    public UnpackedWheel Conclude(string sha256)
    {
        _archive.CheckUnchanged();
        var entries = new WheelEntry[_archive.Files.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            var file = _archive.Files[i];
            entries[i] = new WheelEntry(file.Path.Terminated.ToArray(), file.SizeBytes, file.IsExecutable, HashText(i));
            if (!_archive.IsSignature(file.Path))
                _record.Check(file.Path, _otherHashes[i] ?? HashText(i).Span, file.SizeBytes);
        }
        return new UnpackedWheel
        {
            Sha256 = sha256,
            FileName = _name,
            Root = _tree,
            DistInfo = _archive.DistInfo,
            RootIsPurelib = _archive.RootIsPurelib,
            IsAmbiguous = _archive.IsAmbiguous,
            Entries = entries,
            Metadata = _archive.Metadata,
            EntryPoints = _archive.EntryPoints,
            Warnings = _archive.Warnings,
            RecordProblems = _archive.Conclude(_record),
        };
    }

    private void Unpack(int index, UnpackScratch scratch)
    {
        var file = _archive.Files[index];
        var error = FileHandle.Create(_tree.Append(file.Path.Bytes), file.IsExecutable ? ExecutableMode : FileMode, out var target);
        if (error.Fault == FileFault.Exists)
            throw new UserErrorException($"cannot unpack `{file.Path}`: to this file system its name is the same as that of another member");
        ThrowIfError(error, file.Path);
        using var other = _record.OtherAlgorithm(file.Path) is { } algorithm ? IncrementalHash.CreateHash(algorithm) : null;
        using (target)
        {
            Copy(file, target!, other, scratch);
            ThrowIfError(target!.Close(), file.Path);
        }
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = scratch.Sha256.GetHashAndReset(digest);
        RecordHash.WriteSha256(digest, _hashes.AsSpan(index * RecordHash.Sha256TextBytes, RecordHash.Sha256TextBytes));
        if (other is not null)
            _otherHashes[index] = RecordHash.Write(other.AlgorithmName.Name!.ToLowerInvariant(), other.GetHashAndReset());
    }

    private void Copy(in ZipMember file, FileHandle target, IncrementalHash? other, UnpackScratch scratch)
    {
        using var content = _archive.OpenFile(file);
        while (content.Read(scratch.Buffer) is > 0 and int count)
        {
            var piece = scratch.Buffer.AsSpan(0, count);
            scratch.Sha256.AppendData(piece);
            other?.AppendData(piece);
            ThrowIfError(target.Write(piece), file.Path);
        }
        content.CheckEnd();
    }

    private ReadOnlyMemory<byte> HashText(int index) => _hashes.AsMemory(index * RecordHash.Sha256TextBytes, RecordHash.Sha256TextBytes);

    private void ThrowIfError(FileError error, FsPath file)
    {
        if (error.IsError)
            throw UserErrorException.ForFile("write", _tree.Append(file.Bytes), error);
    }
}
