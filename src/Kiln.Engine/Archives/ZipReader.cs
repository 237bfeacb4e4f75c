using Kiln.Engine.Io;

namespace Kiln.Engine.Archives;

/// <summary>
/// Reads zip archives that may be hostile. Opening one checks all of its structure and names before a byte is unpacked, so that it can be
/// understood in one way only (APPNOTE 6.3.10, and the attacks of CVE-2025-54368); unpacking checks sizes and CRCs. Safe for several threads.
/// </summary>
internal sealed class ZipReader : IDisposable
{
    private readonly ArchiveFile _file;
    private readonly FileStatus _status;

    private ZipReader(ArchiveFile file, ArchiveJudge judge)
    {
        _file = file;
        _status = file.Status;
        Judge = judge;
        var end = ZipEnd.Read(file, judge);
        var members = ZipDirectory.Read(file, end, judge);
        CaseCollision = MemberNames.Check(members, judge);
        new ZipLayout(file, judge).Check(members, end.DirectoryOffset);
        ArchiveSizeLimits.Check(members, _status.Size, judge);
        Members = members;
    }

    /// <summary>All members, in the order of the central directory.</summary>
    public ZipMember[] Members { get; }

    /// <summary>Words refusals of this archive.</summary>
    public ArchiveJudge Judge { get; }

    /// <summary>Two names that are one on file systems that ignore case; null if there are none.</summary>
    public (FsPath First, FsPath Second)? CaseCollision { get; }

    /// <summary>Opens and checks an archive; <see cref="UserErrorException"/> if it is refused or cannot be read.</summary>
    public static ZipReader Open(FsPath path, bool allowsAmbiguity = false)
    {
        var file = ArchiveFile.Open(path);
        try
        {
            return new ZipReader(file, new ArchiveJudge(path, allowsAmbiguity));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A member's content, to be read piece by piece.</summary>
    public MemberContent OpenMember(in ZipMember member) => new(_file, member, Judge);

    /// <summary>A small member's whole content; refused if it is larger than <paramref name="mostBytes"/>.</summary>
    public byte[] ReadMember(in ZipMember member, int mostBytes)
    {
        if (member.SizeBytes > mostBytes)
            throw Judge.Refuse(member.Path, $"is larger than {mostBytes} bytes");
        var content = new byte[member.SizeBytes];
        using var source = OpenMember(member);
        _ = source.Read(content);
        source.CheckEnd();
        return content;
    }

    /// <summary>Refuses an archive that somebody wrote to since it was opened.</summary>
    public void CheckUnchanged()
    {
        var now = _file.Status;
        bool isSame = now.Size == _status.Size
            && now.ModifiedSeconds == _status.ModifiedSeconds && now.ModifiedNanoseconds == _status.ModifiedNanoseconds;
        if (!isSame)
            throw Judge.Refuse("was changed while it was read");
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
