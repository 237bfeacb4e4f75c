using System.Buffers.Binary;
using Kiln.Compiler.Marshal;
using Kiln.Compiler.Pyc;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// Judges a <c>.pyc</c> as an import would (Lib/importlib/_bootstrap_external.py: SourceLoader.get_code, _classify_pyc,
/// _validate_timestamp_pyc, _validate_hash_pyc, _compile_bytecode), in that order. Of the body it checks the structure, not whether the numbers
/// in a code object fit each other. One per thread: it reads into its own buffers.
/// </summary>
internal sealed class PycJudge(BytecodeFormat format)
{
    private readonly SourceReader _bytecode = new();
    private readonly SourceReader _source = new();

    /// <summary>Judges; <paramref name="status"/> is that of the source, links followed. A file that is not there is missing.</summary>
    public PycJudgement Judge(FsPath pyc, FsPath source, in FileStatus status)
    {
        var error = _bytecode.Read(pyc, out var found, out var content);
        if (error.IsError)
            return OfError(pyc, error);
        if (found.Kind != FileKind.File)
            return new PycJudgement(BytecodeVerdict.Blocked, InWords(found.Kind));
        if (content.Length >= sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(content.Span) is var magic && magic != format.Magic)
            return new PycJudgement(BytecodeVerdict.OtherMagic, $"magic number {magic & 0xffff}, not {format.Magic & 0xffff}");
        if (!PycHeader.TryParse(content.Span, out var header))
            return new PycJudgement(BytecodeVerdict.Truncated, $"only {content.Length} bytes");
        if (!header.HasKnownFlags)
            return new PycJudgement(BytecodeVerdict.Corrupt, $"flags 0x{header.Flags:x} in the header");
        var judgement = header.IsHashBased ? OfHash(header, source) : OfTime(header, status);
        return judgement.Verdict.IsUsed() ? OfBody(content.Span[PycHeader.SizeBytes..], judgement) : judgement;
    }

    private static PycJudgement OfTime(PycHeader header, in FileStatus source)
    {
        uint mtime = SourceMtime.FromFileTime(source.ModifiedSeconds, source.ModifiedNanoseconds);
        var verdict = header.Mtime != mtime ? BytecodeVerdict.StaleMtime
            : header.SourceSize != (uint)source.Size ? BytecodeVerdict.StaleSize
            : BytecodeVerdict.Used;
        return new PycJudgement(verdict, Mode: InvalidationMode.Timestamp);
    }

    private PycJudgement OfHash(PycHeader header, FsPath source)
    {
        bool isChecked = header.Mode == InvalidationMode.CheckedHash;
        var error = _source.Read(source, out _, out var content);
        if (error.IsError && isChecked)
            return new PycJudgement(BytecodeVerdict.Unreadable, $"its source: {error.Reason}", header.Mode, BreaksImport: true);
        if (error.IsError || SourceHash.Compute(content.Span, format.Magic, format.HashRounds) == header.SourceHash)
            return new PycJudgement(BytecodeVerdict.Used, Mode: header.Mode);
        return new PycJudgement(isChecked ? BytecodeVerdict.StaleHash : BytecodeVerdict.UsedThoughChanged, Mode: header.Mode);
    }

    private PycJudgement OfBody(ReadOnlySpan<byte> body, PycJudgement judgement)
    {
        var outcome = MarshalCheck.Check(body, format.LikeMinor);

        // Import reads one object, and does not look at what stands behind it.
        if (outcome.IsOk || MarshalCheck.Check(body[..outcome.Offset], format.LikeMinor).IsOk)
            return judgement;
        var verdict = outcome.Status == MarshalStatus.Truncated ? BytecodeVerdict.Truncated : BytecodeVerdict.Corrupt;
        string detail = outcome.Status == MarshalStatus.Truncated
            ? $"it ends after {PycHeader.SizeBytes + body.Length} bytes"
            : $"no code at byte {PycHeader.SizeBytes + outcome.Offset}";
        return judgement with { Verdict = verdict, Detail = detail, BreaksImport = true };
    }

    /// <summary>What cannot be opened: not there, no rights, or no file (a socket, a link in a circle).</summary>
    private static PycJudgement OfError(FsPath pyc, FileError error)
    {
        if (error.Fault == FileFault.NameTooLong)
            return new PycJudgement(BytecodeVerdict.NameTooLong);
        bool isSeen = !FileSystem.Stat(pyc, follow: false, out var status).IsError;
        if (isSeen && (status.Kind == FileKind.Other || (status.Kind == FileKind.Link && error.Fault != FileFault.AccessDenied)))
            return new PycJudgement(BytecodeVerdict.Blocked, InWords(status.Kind));
        if (error.Fault is not (FileFault.NotFound or FileFault.NotFolder))
            return new PycJudgement(BytecodeVerdict.Unreadable, error.Reason);

        // No file: either nothing is there, or what holds it is no folder.
        var missing = FileSystem.Stat(pyc.Parent, follow: false, out var folder);
        return missing.IsError || folder.Kind == FileKind.Folder || FileSystem.IsFolder(pyc.Parent)
            ? new PycJudgement(missing.Fault == FileFault.NotFolder ? BytecodeVerdict.Blocked : BytecodeVerdict.Missing)
            : new PycJudgement(BytecodeVerdict.Blocked, $"`{pyc.Parent}` is no folder");
    }

    private static string InWords(FileKind kind) => kind switch
    {
        FileKind.Folder => "it is a folder",
        FileKind.Link => "it is a link that leads nowhere",
        _ => "it is no file",
    };
}
