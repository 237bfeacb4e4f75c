using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>
/// Brings one archive into the cache: hash it, look whether its wheel is there, else check it, unpack it in portions into a folder of its own,
/// and move that to its place. Whatever fails becomes <see cref="Failure"/>, and leaves nothing behind.
/// </summary>
internal sealed class WheelFill(WheelRequest request, FillRun run)
{
    private string _sha256 = "";
    private FsPath _unfinished;
    private WheelArchive? _archive;
    private WheelUnpacker? _unpacker;
    private int _portionsLeft;
    private volatile Exception? _failure;

    /// <summary>The wheel, if it could be had.</summary>
    public UnpackedWheel? Wheel { get; private set; }

    /// <summary>Why not.</summary>
    public Exception? Failure => _failure;

    /// <summary>The first job; it adds one for each portion.</summary>
    public void Begin(UnpackScratch scratch)
    {
        bool isUnderWay = false;
        Attempt(() =>
        {
            _sha256 = Identify(scratch);
            Wheel = run.Bucket.Find(_sha256);
            isUnderWay = Wheel is null || (Wheel.IsAmbiguous && !run.Trust.AllowsAmbiguousArchives);
            if (!isUnderWay)
                Wheel = Rename(Wheel!);
        });
        if (!isUnderWay || !TryBeginUnpacking())
            End();
    }

    private string Identify(UnpackScratch scratch)
    {
        string sha256 = request.Sha256 ?? HashOfFile(scratch);
        ArchiveDigest.Check(request, sha256, scratch);
        return sha256;
    }

    private string HashOfFile(UnpackScratch scratch)
    {
        var known = new KnownArchives(run.Bucket.Known);
        // Before the hashing: what changes meanwhile must not be taken for what was hashed.
        var identity = FileIdentity.Of(request.Archive);
        string? sha256 = identity is null || request.IsRefreshed ? null : known.Find(request.Archive, identity);
        if (sha256 is null)
        {
            sha256 = ArchiveDigest.Sha256(request.Archive, scratch);
            if (identity is not null)
                known.Remember(request.Archive, identity, sha256);
        }
        return sha256;
    }

    /// <summary>A wheel that was unpacked from an archive of these bytes, but perhaps of another name.</summary>
    private UnpackedWheel Rename(UnpackedWheel wheel) =>
        WheelIdentity.FindFault(request.FileName, wheel.DistInfo, wheel.Metadata) is { } confusion
            ? throw new UserErrorException($"`{request.FileName}` {confusion}")
            : wheel with { FileName = request.FileName };

    /// <summary>Checks the archive and hands out the portions, the last of which ends the fill; false if it ends here.</summary>
    private bool TryBeginUnpacking()
    {
        IReadOnlyList<Range> portions = [];
        Attempt(() =>
        {
            _archive = WheelArchive.Open(request.Archive, request.FileName, run.Trust);
            _unfinished = run.Bucket.MakeUnfinished();
            _unpacker = new WheelUnpacker(_archive, request.FileName, WheelBucket.TreeIn(_unfinished));
            portions = _unpacker.Prepare();
        });
        _portionsLeft = portions.Count;
        foreach (var portion in portions)
            run.Crew.Add(scratch => Unpack(portion, scratch));
        return portions.Count > 0;
    }

    private void Unpack(Range portion, UnpackScratch scratch)
    {
        if (_failure is null)
            Attempt(() => _unpacker!.Unpack(portion, scratch));
        if (Interlocked.Decrement(ref _portionsLeft) > 0)
            return;
        if (_failure is null)
            Attempt(() => Wheel = run.Bucket.Place(_unfinished, _unpacker!.Conclude(_sha256)));
        End();
    }

    private void Attempt(Action step)
    {
        try
        {
            run.Cancellation.ThrowIfCancellationRequested();
            step();
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }

    private void End()
    {
        run.Reporter?.Advanced(1);
        _archive?.Dispose();
        if (_failure is not null && !_unfinished.IsEmpty)
            _ = FileSystem.DeleteTree(_unfinished);
        if (_failure is null)
            run.Audience?.Unpacked(Wheel!);
    }
}
