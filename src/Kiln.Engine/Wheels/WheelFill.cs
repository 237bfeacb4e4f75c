using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Wheels;

/// <summary>
/// Brings one archive into the cache: hash it, look whether its wheel is there, else check it, unpack it in portions into a folder of its own,
/// and move that to its place. Whatever fails becomes <see cref="Failure"/>, and leaves nothing behind.
/// </summary>
internal sealed class WheelFill(WheelBucket bucket, WheelRequest request, WheelTrust trust, JobCrew<UnpackScratch> crew, CancellationToken cancellation)
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
        Attempt(() =>
        {
            _sha256 = Identify(scratch);
            Wheel = bucket.Find(_sha256);
            if (Wheel is null || (Wheel.IsAmbiguous && !trust.AllowsAmbiguousArchives))
                BeginUnpacking();
            else
                Wheel = Rename(Wheel);
        });
        if (_failure is not null)
            Discard();
    }

    private string Identify(UnpackScratch scratch)
    {
        var known = new KnownArchives(bucket.Known);
        // Before the hashing: what changes meanwhile must not be taken for what was hashed.
        var identity = FileIdentity.Of(request.Archive);
        string? sha256 = identity is null ? null : known.Find(request.Archive, identity);
        if (sha256 is null)
        {
            sha256 = ArchiveDigest.Sha256(request.Archive, scratch.Buffer);
            if (identity is not null)
                known.Remember(request.Archive, identity, sha256);
        }
        ArchiveDigest.Check(request, sha256, scratch.Buffer);
        return sha256;
    }

    /// <summary>A wheel that was unpacked from an archive of these bytes, but perhaps of another name.</summary>
    private UnpackedWheel Rename(UnpackedWheel wheel) => WheelIdentity.FindFault(request.FileName, wheel.DistInfo, wheel.Metadata) is { } confusion
        ? throw new UserErrorException($"`{request.FileName}` {confusion}")
        : wheel with { FileName = request.FileName };

    private void BeginUnpacking()
    {
        _archive = WheelArchive.Open(request.Archive, request.FileName, trust);
        _unfinished = bucket.MakeUnfinished();
        _unpacker = new WheelUnpacker(_archive, request.FileName, WheelBucket.TreeIn(_unfinished));
        var portions = _unpacker.Prepare();
        _portionsLeft = portions.Count;
        foreach (var portion in portions)
            crew.Add(scratch => Unpack(portion, scratch));
    }

    private void Unpack(Range portion, UnpackScratch scratch)
    {
        if (_failure is null)
            Attempt(() => _unpacker!.Unpack(portion, scratch));
        if (Interlocked.Decrement(ref _portionsLeft) > 0)
            return;
        if (_failure is null)
            Attempt(() => Wheel = bucket.Place(_unfinished, _unpacker!.Conclude(_sha256)));
        Discard();
    }

    private void Attempt(Action step)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            step();
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }

    private void Discard()
    {
        _archive?.Dispose();
        if (_failure is not null && !_unfinished.IsEmpty)
            _ = FileSystem.DeleteTree(_unfinished);
    }
}
