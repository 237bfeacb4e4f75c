using System.Security.Cryptography;

namespace Kiln.Engine.Io.Http;

/// <summary>
/// One file on its way from a server to the disk, hashed as it comes. Tried again after an interruption, it goes on where it was, if the
/// server can do that and the file is still the same (Range and If-Range, RFC 9110, section 14); else it begins anew. So it can go on where another
/// process was interrupted too; that the file is still the same then only its hash can tell.
/// </summary>
internal sealed class HttpDownload(HttpExchange exchange, HttpQuery query, FsPath target, Action<long> arrived, bool goesOnWithTarget) : IDisposable
{
    private const int PieceLength = 64 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _piece = new byte[PieceLength];
    private FileHandle? _file;
    private HttpValidators? _begun;
    private long _length;
    private bool _isTakenUp = !goesOnWithTarget;
    private bool _isOfAnotherProcess;

    /// <summary>Tries once, from the beginning or from where the last try ended.</summary>
    public async Task<HttpArrival> TryAsync(CancellationToken cancellation)
    {
        if (!_isTakenUp)
            TakeUp();
        bool goesOn = _length > 0 && (_isOfAnotherProcess || _begun?.ForRange is not null);
        var asked = goesOn ? query with { Offset = _length, Begun = _begun, Known = null } : query;
        using var reply = await exchange.SendAsync(asked, cancellation).ConfigureAwait(false);
        if (goesOn && reply.Status == 416)
        {
            // What is here is longer than what the server has.
            _isOfAnotherProcess = false;
            _begun = null;
            return await TryAsync(cancellation).ConfigureAwait(false);
        }
        if (reply.Status is not (200 or 206))
            return new HttpArrival(reply.Url, reply.Status, reply.Headers, "", 0);
        if (reply.Status != 206 || reply.PartStart != _length || !goesOn)
            Begin(reply);
        else if (_isOfAnotherProcess)
            Remember(reply);
        await ReceiveAsync(reply, cancellation).ConfigureAwait(false);
        FailIfError(_file!.Close());
        return new HttpArrival(reply.Url, 200, reply.Headers, Convert.ToHexStringLower(_hash.GetHashAndReset()), _length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _hash.Dispose();
    }

    private void Begin(HttpReply reply)
    {
        if (reply.Status == 206)
            throw new HttpFailureException(reply.Url, HttpFault.Answer, "the server sent another part than it was asked for");
        _file?.Dispose();
        _ = FileSystem.Delete(target);
        FailIfError(FileHandle.Create(target, 0x1b6, out _file));
        _ = _hash.GetHashAndReset();
        arrived(-_length);
        _length = 0;
        Remember(reply);
    }

    private void Remember(HttpReply reply)
    {
        _isOfAnotherProcess = false;
        _begun = reply.HasParts && !reply.Headers.Validators.IsEmpty ? reply.Headers.Validators : null;
    }

    /// <summary>Hashes what is there; the file is then written on behind it. If that cannot be, everything is downloaded.</summary>
    private void TakeUp()
    {
        _isTakenUp = true;
        if (!FileSystem.IsFile(target) || FileHandle.OpenForSharedLock(target, out _file).IsError)
            return;
        while (!_file!.Read(_piece, out int count).IsError && count > 0)
        {
            _hash.AppendData(_piece, 0, count);
            _length += count;
        }
        _isOfAnotherProcess = _length > 0;
        arrived(_length);
    }

    private async Task ReceiveAsync(HttpReply reply, CancellationToken cancellation)
    {
        while (await reply.ReadAsync(_piece, cancellation).ConfigureAwait(false) is > 0 and int count)
        {
            FailIfError(_file!.Write(_piece.AsSpan(0, count)));
            _hash.AppendData(_piece, 0, count);
            _length += count;
            arrived(count);
        }
    }

    private void FailIfError(FileError error)
    {
        if (error.IsError)
            throw new HttpFailureException(query.Url, HttpFault.Disk, $"cannot write `{target}`: {error.Reason}");
    }
}
