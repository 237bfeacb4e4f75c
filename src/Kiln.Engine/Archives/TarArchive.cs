using System.Formats.Tar;
using Kiln.Engine.Io;

namespace Kiln.Engine.Archives;

/// <summary>
/// Unpacks a tar archive that may be hostile, as it comes, into a new folder: files, folders, and links that stay inside. Everything is written below that folder and
/// through no link; whatever else (devices, sparse files, absolute paths, <c>..</c>, a name twice) is refused. Of modes only the right to be run counts.
/// </summary>
internal sealed class TarArchive
{
    /// <summary>So much may come of the smallest archive; of others at most a hundred times their size.</summary>
    public const long AlwaysAllowedBytes = 4L << 30;

    private const int MostRatio = 100;
    private const int MostMembers = 1_000_000;
    private const int BufferSize = 256 * 1024;

    private readonly FsPath _root;
    private readonly ArchiveJudge _judge;
    private readonly Func<long> _archiveBytes;
    private readonly HashSet<FsPath> _folders = [];
    private readonly HashSet<FsPath> _files = [];
    private readonly List<(FsPath Path, FsPath Target)> _links = [];
    private readonly HashSet<FsPath> _linkPaths = [];
    private readonly byte[] _buffer = new byte[BufferSize];
    private long _written;

    private readonly long _allowed;

    private TarArchive(FsPath root, ArchiveJudge judge, Func<long> archiveBytes, long allowed)
    {
        _root = root;
        _allowed = allowed;
        _judge = judge;
        _archiveBytes = archiveBytes;
    }

    /// <summary>Unpacks; a <see cref="UserErrorException"/> where the archive is refused, or cannot be written.</summary>
    /// <param name="content">The archive, not compressed; read to its end.</param>
    /// <param name="root">A folder that is empty.</param>
    /// <param name="judge">Words refusals.</param>
    /// <param name="archiveBytes">Tells how many compressed bytes were read until now, which bounds what may come of them.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="allowed">Bytes that may come of it, however small it is.</param>
    /// <exception cref="InvalidDataException">It is damaged, or no tar archive.</exception>
    public static void Unpack(Stream content, FsPath root, ArchiveJudge judge, Func<long> archiveBytes, CancellationToken cancellation, long allowed = AlwaysAllowedBytes)
    {
        var archive = new TarArchive(root, judge, archiveBytes, allowed);
        try
        {
            using var reader = new TarReader(content, leaveOpen: true);
            int count = 0;
            while (reader.GetNextEntry() is { } entry)
            {
                cancellation.ThrowIfCancellationRequested();
                if (++count > MostMembers)
                    throw judge.Refuse($"has more than {MostMembers} members");
                archive.Add(entry);
            }
            if (count == 0)
                throw new EndOfStreamException();
            archive.MakeLinks();
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException("no tar archive", exception);
        }
    }

    private void Add(TarEntry entry)
    {
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
            return;
        var path = PathOf(entry, entry.Name);
        if (path.IsEmpty)
            return;
        if (entry is PaxTarEntry pax && pax.ExtendedAttributes.Keys.Any(static key => key.StartsWith("GNU.sparse", StringComparison.Ordinal)))
            throw _judge.Refuse(path, "is a sparse file");
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                MakeFolder(path);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                Claim(path);
                Write(path, entry);
                break;
            case TarEntryType.SymbolicLink:
                Claim(path);
                AddLink(path, entry.LinkName);
                break;
            case TarEntryType.HardLink:
                Claim(path);
                AddName(path, PathOf(entry, entry.LinkName));
                break;
            default:
                throw _judge.Refuse(path, $"is of a kind that has no place here ({entry.EntryType})");
        }
    }

    /// <summary>The path inside the archive; empty for the archive's own folder.</summary>
    private FsPath PathOf(TarEntry entry, string name)
    {
        while (name.StartsWith("./", StringComparison.Ordinal))
            name = name[2..];
        name = entry.EntryType == TarEntryType.Directory ? name.TrimEnd('/') : name;
        if (name is "" or ".")
            return default;
        var path = FsPath.From(name);
        if (MemberNameRules.FindFault(path.Bytes, OperatingSystem.IsWindows()) is { } fault)
            throw _judge.Refuse(FsPath.From(name), fault);
        return path;
    }

    private void MakeFolder(FsPath path)
    {
        if (path.IsEmpty || _folders.Contains(path))
            return;
        if (_files.Contains(path) || _linkPaths.Contains(path))
            throw _judge.Refuse(path, "is there twice, or lies below what is no folder");
        MakeFolder(path.Parent);
        _folders.Add(path);
        ThrowIfError("make", _root.Append(path.Bytes), FileSystem.MakeFolder(_root.Append(path.Bytes)));
    }

    private void Claim(FsPath path)
    {
        MakeFolder(path.Parent);
        if (_folders.Contains(path) || _files.Contains(path) || _linkPaths.Contains(path))
            throw _judge.Refuse(path, "is there twice");
    }

    private void Write(FsPath path, TarEntry entry)
    {
        const uint everyone = 0x1b6;
        const uint runnable = 0x1ff;
        bool isRunnable = (entry.Mode & UnixFileMode.UserExecute) != 0;
        ThrowIfError("write", _root.Append(path.Bytes), FileHandle.Create(_root.Append(path.Bytes), isRunnable ? runnable : everyone, out var file));
        using (file!)
        {
            long left = entry.Length;
            while (entry.DataStream is { } data && left > 0)
            {
                int count = data.Read(_buffer);
                if (count == 0)
                    throw new EndOfStreamException();
                left -= count;
                CheckSize(count);
                ThrowIfError("write", _root.Append(path.Bytes), file!.Write(_buffer.AsSpan(0, count)));
            }
            ThrowIfError("write", _root.Append(path.Bytes), file!.Close());
        }
        _files.Add(path);
    }

    /// <summary>A link leads to what is in the archive, seen from where it lies.</summary>
    private void AddLink(FsPath path, string target)
    {
        if (target.Length == 0 || target[0] == '/' || target.Contains('\\') || FsPath.From(target).IsAbsolute)
            throw _judge.Refuse(path, $"is a link to `{target}`, which is no path inside the archive");
        int depth = path.Parent.IsEmpty ? 0 : path.Parent.Bytes.Count((byte)'/') + 1;
        foreach (string component in target.Split('/'))
        {
            depth += component switch { "" or "." => 0, ".." => -1, _ => 1 };
            // Back out of it again is out of it: a folder on the way may be a link too.
            if (depth < 0)
                throw _judge.Refuse(path, $"is a link to `{target}`, which leads out of the archive");
        }
        _links.Add((path, FsPath.From(target)));
        _linkPaths.Add(path);
    }

    private void AddName(FsPath path, FsPath existing)
    {
        if (!_files.Contains(existing))
            throw _judge.Refuse(path, $"is another name of `{existing}`, which is no file that came before it");
        var from = _root.Append(existing.Bytes);
        var to = _root.Append(path.Bytes);
        var error = FileCopy.HardLink(from, to);
        if (error.IsError)
            error = FileCopy.Copy(from, to, 0x1ff);
        ThrowIfError("write", _root.Append(path.Bytes), error);
        _files.Add(path);
    }

    /// <summary>Links come last, so that nothing is written through one; then where they truly lead can be seen.</summary>
    private void MakeLinks()
    {
        foreach (var (path, target) in _links)
            ThrowIfError("make", _root.Append(path.Bytes), SymbolicLink.Make(_root.Append(path.Bytes), target));
        var root = FileSystem.RealPath(_root);
        foreach (var (path, target) in _links)
        {
            var real = FileSystem.RealPath(_root.Append(path.Bytes));
            if (!real.IsEmpty && (!real.IsWithin(root) || real == root))
                throw _judge.Refuse(path, $"is a link to `{target}`, which leads out of the archive");
        }
    }

    private void CheckSize(int count)
    {
        _written += count;
        if (_written > _allowed && _written > _archiveBytes() * MostRatio)
            throw _judge.Refuse($"unpacks to more than {MostRatio} times its size, and more than {_allowed} bytes");
    }

    private static void ThrowIfError(string action, FsPath path, FileError error)
    {
        if (error.IsError)
            throw UserErrorException.ForFile(action, path, error);
    }
}
